package tidemark.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedStackIT {

    private static final String TOPIC = "letters";

    @TempDir
    private Path dataDir;

    @Test
    void killing_the_jvm_ends_the_registry_and_loses_nothing() throws Exception {
        StackJvm first = StackJvm.start(dataDir);
        Records.createTopic(first.bootstrapServers(), TOPIC);
        Records.write(first.bootstrapServers(), TOPIC, "a");
        int id = new Schemas(first.registryUrl()).register("letters-value", Schemas.recordWith("a"));

        first.kill();
        try (EmbeddedStack second =
                EmbeddedStack.start(dataDir, 0, first.registryUrl().getPort())) {
            assertThat(first.registryProcess().isAlive()).isFalse();
            assertThat(Records.read(second.bootstrapServers(), TOPIC, 1)).containsExactly("a");
            assertThat(new Schemas(second.registryUrl()).register("letters-value", Schemas.recordWith("a")))
                    .isEqualTo(id);
        }
    }

    @Test
    void killing_the_jvm_ends_the_registry_without_anybody_asking() throws Exception {
        StackJvm jvm = StackJvm.start(dataDir);
        assertThat(jvm.registryProcess().isAlive()).isTrue();

        jvm.kill();

        await().atMost(Duration.ofSeconds(5)).until(() -> !jvm.registryProcess().isAlive());
    }

    @Test
    void when_one_cannot_start_the_other_is_closed_again() throws Exception {
        try (ServerSocket taken = LoopbackPort.listen(0)) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> EmbeddedStack.start(dataDir, port, 0)).hasMessageContaining("for Kafka is taken");
            assertThatThrownBy(() -> EmbeddedStack.start(dataDir, 0, port)).hasMessageContaining("registry is taken");
        }
        DirectoryLock.acquire(dataDir.resolve("kafka"), Duration.ZERO).close();
        DirectoryLock.acquire(dataDir.resolve("registry"), Duration.ZERO).close();
    }
}
