package tidemark.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(300)
final class DevCommandIT {

    private static final String READY = "Tidemark is ready";

    @TempDir
    private Path place;

    @Test
    void it_gets_ready_ends_cleanly_on_sigterm_and_keeps_its_partitions() throws Exception {
        CommandJvm first = dev("--data-dir", "data", "--partitions", "3");
        assertThat(first.awaitLine(READY)).as(first.complaints()).isTrue();
        List<ProcessHandle> children = first.process().descendants().toList();
        assertThat(children).as("the registry").isNotEmpty();

        assertThat(first.printed()).contains("FOR DEVELOPMENT ONLY");
        commands_sign_themselves_in_and_tokens_are_issued(url(first));

        CommandJvm rival = dev("--data-dir", "data");
        assertThat(rival.awaitEnd()).isEqualTo(3);
        assertThat(rival.complaints()).contains("is in use by another running process.");

        first.terminate();
        assertThat(first.awaitEnd()).as(first.complaints()).isZero();
        assertThat(children).noneMatch(ProcessHandle::isAlive);

        CommandJvm second = dev("--data-dir", "data", "--partitions", "4");
        assertThat(second.awaitEnd()).isEqualTo(3);
        assertThat(second.complaints())
                .isEqualTo("The data directory %s was created with 3 partitions, so --partitions cannot be 4; leave it "
                                .formatted(place.toRealPath().resolve("data"))
                        + "out, or name another directory with --data-dir.\n");
    }

    private void commands_sign_themselves_in_and_tokens_are_issued(String url) throws Exception {
        assertThat(ended("usage", "acme", "ann", "--api-url", url)).isEqualTo("0 ann");
        assertThat(ended("usage", "acme", "ann", "--api-url", url, "--token", "x.y.z"))
                .startsWith("1 ");
        String own = token("--user", "ann", "--entity", "acme", "--api-url", url);
        String foreign = token("--user", "ann", "--entity", "globex");
        String admin =
                token("--user", "rita", "--entity", "acme", "--permission", "manage_user_roles", "--data-dir", "data");
        assertThat(ended("usage", "acme", "ann", "--api-url", url, "--token", own))
                .isEqualTo("0 ann");
        assertThat(ended("usage", "acme", "bob", "--api-url", url, "--token", own))
                .startsWith("1 ");
        assertThat(ended("usage", "acme", "bob", "--api-url", url, "--token", admin))
                .isEqualTo("0 bob");
        assertThat(ended("usage", "acme", "ann", "--api-url", url, "--token", foreign))
                .startsWith("3 ");
        assertThat(Files.getPosixFilePermissions(place.resolve("data/access/key.json")))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    private String token(String... arguments) throws Exception {
        String[] all = Arrays.copyOf(new String[] {"token"}, arguments.length + 1);
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        CommandJvm command = CommandJvm.start(place, all);
        assertThat(command.awaitEnd()).as(command.complaints()).isZero();
        return command.printed().strip();
    }

    /** Exit code, and about whom it speaks or what it complains of. */
    private String ended(String... arguments) throws Exception {
        CommandJvm command = CommandJvm.start(place, arguments);
        int code = command.awaitEnd();
        Matcher about = Pattern.compile("acme/(\\w+) in ").matcher(command.printed());
        return code + " " + (about.find() ? about.group(1) : command.complaints());
    }

    private static String url(CommandJvm dev) throws Exception {
        Matcher line = Pattern.compile("HTTP +(http://\\S+)").matcher(dev.printed());
        assertThat(line.find()).isTrue();
        return line.group(1);
    }

    @Test
    void a_taken_port_is_told_in_one_sentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            CommandJvm dev = CommandJvm.start(place, "dev", "--kafka-port", String.valueOf(taken.getLocalPort()));

            assertThat(dev.awaitEnd()).isEqualTo(3);
            assertThat(dev.complaints())
                    .isEqualTo("Port " + taken.getLocalPort()
                            + " is taken by another process; choose another one with --kafka-port.\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"--kafka-port,many", "--http-port,70000", "--partitions,0", "--partitions,-3", "--partitions,x"})
    void wrong_use_is_told_with_the_option(String option, String value) throws Exception {
        CommandJvm dev = CommandJvm.start(place, "dev", option, value);

        assertThat(dev.awaitEnd()).isEqualTo(2);
        assertThat(dev.complaints()).contains(option).doesNotContain("Exception");
        assertThat(place.resolve(".tidemark")).doesNotExist();
    }

    private CommandJvm dev(String... more) throws Exception {
        String[] arguments = {"dev", "--kafka-port", "0", "--registry-port", "0", "--http-port", "0"};
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return CommandJvm.start(place, all);
    }
}
