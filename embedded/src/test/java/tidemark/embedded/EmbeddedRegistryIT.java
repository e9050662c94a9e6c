package tidemark.embedded;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedRegistryIT {

    private static final String SUBJECT = "usage-events-value";

    @TempDir
    private Path dataDir;

    @Test
    void a_restart_keeps_schemas_and_ids() throws Exception {
        int id;
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(dataDir, 0)) {
            id = new Schemas(registry.url()).register(SUBJECT, Schemas.recordWith("a"));
        }
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(dataDir, 0)) {
            Schemas schemas = new Schemas(registry.url());

            assertThat(schemas.register(SUBJECT, Schemas.recordWith("a"))).isEqualTo(id);
            assertThat(schemas.register("other-value", Schemas.recordWith("b"))).isGreaterThan(id);
        }
    }

    @Test
    void a_kill_right_after_a_registration_keeps_schemas_and_ids() throws Exception {
        int id;
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(dataDir, 0)) {
            id = new Schemas(registry.url()).register(SUBJECT, Schemas.recordWith("a"));
            ProcessHandle.of(registry.pid()).orElseThrow().destroyForcibly();

            assertThat(registry.ended().toCompletableFuture().get(10, SECONDS))
                    .startsWith("The schema registry ended with exit code 137; see ");
        }
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(dataDir, 0)) {
            Schemas schemas = new Schemas(registry.url());

            assertThat(schemas.byId(id)).contains("\\\"name\\\":\\\"a\\\"");
            assertThat(schemas.register("other-value", Schemas.recordWith("b"))).isGreaterThan(id);
        }
    }

    @Test
    void it_refuses_incompatible_schemas_and_one_directory_serves_one_registry() throws Exception {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(dataDir, 0)) {
            Schemas schemas = new Schemas(registry.url());
            schemas.register(SUBJECT, Schemas.recordWith("a"));

            assertThat(schemas.post(SUBJECT, Schemas.recordWith("a", "b")).statusCode())
                    .isEqualTo(409);
            assertThatThrownBy(() -> EmbeddedRegistry.start(dataDir, 0))
                    .isInstanceOf(CannotStartException.class)
                    .hasMessage("The data directory %s is in use by another running process."
                            .formatted(dataDir.resolve("registry")));
        }
    }

    @Test
    void a_taken_port_is_told_in_one_sentence() throws Exception {
        try (ServerSocket taken = LoopbackPort.listen(0)) {
            assertThatThrownBy(() -> EmbeddedRegistry.start(dataDir, taken.getLocalPort()))
                    .isInstanceOf(CannotStartException.class)
                    .hasMessage("Port %d for the schema registry is taken by another process; choose another one."
                            .formatted(taken.getLocalPort()));
        }
    }
}
