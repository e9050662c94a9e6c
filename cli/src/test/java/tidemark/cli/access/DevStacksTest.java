package tidemark.cli.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.admin.access.Access;
import tidemark.admin.access.Caller;
import tidemark.admin.access.EntityDirectory;
import tidemark.admin.access.Judgement;
import tidemark.admin.access.Right;
import tidemark.admin.access.UnauthenticatedException;

/** Keys of dev stacks, and how commands find them. */
final class DevStacksTest {

    private static final URI HTTP = URI.create("http://127.0.0.1:8085");

    @TempDir
    private Path place;

    @Test
    void a_node_believes_the_tokens_of_its_own_stack_only() throws IOException {
        DevIssuer issuer = DevIssuer.open(place.resolve("one"));
        DevIssuer stranger = DevIssuer.open(place.resolve("two"));
        Caller caller = new Caller("ann", "acme", Set.of("b", "a"), "northwind", Set.of("x", "y"));
        try (Access access = Access.of(issuer.trust(), EntityDirectory.EMPTY)) {
            assertThat(access.authenticate(bearer(issuer.token(caller, Duration.ofMinutes(1)))))
                    .isEqualTo(caller);
            assertThatThrownBy(() -> access.authenticate(bearer(stranger.token(caller, Duration.ofMinutes(1)))))
                    .isInstanceOf(UnauthenticatedException.class);
            assertThatThrownBy(() -> access.authenticate(bearer(issuer.token(caller, Duration.ofMinutes(-2)))))
                    .hasMessage("The token has expired.");
        }
    }

    @Test
    void a_command_of_the_owner_may_do_everything() throws IOException {
        DevIssuer issuer = DevIssuer.open(place);
        try (Access access = Access.of(issuer.trust(), EntityDirectory.EMPTY)) {
            Caller operator = access.authenticate(bearer(issuer.operatorToken()));

            assertThat(access.judge(operator, Right.MANAGE_ENTITY, "acme", null))
                    .isEqualTo(new Judgement.Allowed("tidemark.admin", null));
        }
    }

    @Test
    void the_key_stays_over_restarts_and_is_for_its_owner_alone() throws IOException {
        DevIssuer first = DevIssuer.open(place);
        DevIssuer second = DevIssuer.open(place);

        try (Access access = Access.of(first.trust(), EntityDirectory.EMPTY)) {
            assertThat(access.authenticate(bearer(second.operatorToken()))).isNotNull();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first.keyFile())))
                .isEqualTo("rw-------");
        assertThat(Files.readString(place.resolve("access/jwks.json"))).doesNotContain("\"d\"");
    }

    @Test
    void a_key_that_is_none_is_not_replaced_silently() throws IOException {
        Files.createDirectories(place.resolve("access"));
        Files.writeString(place.resolve("access/key.json"), "{}");

        assertThatThrownBy(() -> DevIssuer.open(place))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not a key");
        assertThatThrownBy(() -> DevIssuer.existing(place.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void a_running_stack_is_found_by_its_port_until_it_ends() throws Exception {
        Path notes = place.resolve("notes");
        DevStacks stacks = new DevStacks(notes);
        Path data = place.resolve("data");
        DevIssuer.open(data);
        assertThat(stacks.at(HTTP)).isEmpty();
        assertThat(stacks.only()).isEmpty();

        AutoCloseable note = stacks.announce(HTTP, data);

        for (String url : List.of("http://127.0.0.1:8085", "http://localhost:8085", "http://[::1]:8085")) {
            assertThat(stacks.at(URI.create(url))).as(url).isPresent();
        }
        for (String url : List.of("http://127.0.0.1:8086", "http://example.com:8085", "http://127.0.0.1")) {
            assertThat(stacks.at(URI.create(url))).as(url).isEmpty();
        }
        assertThat(stacks.only()).isPresent();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(notes)))
                .isEqualTo("rwx------");
        AutoCloseable second = stacks.announce(URI.create("http://127.0.0.1:8090"), data);
        assertThat(stacks.only()).isEmpty();

        second.close();
        note.close();
        assertThat(stacks.at(HTTP)).isEmpty();
    }

    @Test
    void the_note_of_a_stack_that_was_killed_counts_for_nothing() throws Exception {
        Path data = place.resolve("data");
        DevIssuer.open(data);
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Path notes = Files.createDirectories(place.resolve("notes"));
        Files.writeString(notes.resolve("8085.properties"), "data=" + data + "\npid=" + ended.pid() + "\n");
        Files.writeString(notes.resolve("8086.properties"), "data=" + data + "\npid=x\n");
        Files.writeString(
                notes.resolve("8087.properties"),
                "pid=" + ProcessHandle.current().pid() + "\n");

        DevStacks stacks = new DevStacks(notes);

        for (int port = 8_085; port <= 8_087; port++) {
            assertThat(stacks.at(URI.create("http://localhost:" + port))).isEmpty();
        }
        assertThat(stacks.only()).isEmpty();
    }

    @Test
    void a_note_that_cannot_be_left_stops_nobody() throws Exception {
        Path file = Files.writeString(place.resolve("file"), "");

        new DevStacks(file.resolve("notes")).announce(HTTP, place).close();

        assertThat(new DevStacks(file.resolve("notes")).at(HTTP)).isEmpty();
    }

    private static List<String> bearer(String token) {
        return List.of("Bearer " + token);
    }
}
