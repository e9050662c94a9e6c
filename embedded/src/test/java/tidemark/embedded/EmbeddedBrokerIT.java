package tidemark.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedBrokerIT {

    private static final String TOPIC = "letters";

    @TempDir
    private Path dataDir;

    @Test
    void a_restart_keeps_topics_and_records() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(dataDir, 0)) {
            Records.createTopic(broker.bootstrapServers(), TOPIC);
            Records.write(broker.bootstrapServers(), TOPIC, "a", "b");
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(dataDir, 0)) {
            Records.write(broker.bootstrapServers(), TOPIC, "c");

            assertThat(Records.read(broker.bootstrapServers(), TOPIC, 3)).containsExactly("a", "b", "c");
            assertThat(Records.topics(broker.bootstrapServers())).containsExactly(TOPIC);
        }
    }

    @Test
    void the_same_port_serves_again_at_once() {
        EmbeddedBroker first = EmbeddedBroker.start(dataDir, 0);
        String address = first.bootstrapServers();
        first.close();
        int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));

        try (EmbeddedBroker second = EmbeddedBroker.start(dataDir, port)) {
            assertThat(second.bootstrapServers()).isEqualTo(address);
        }
    }

    @Test
    void a_taken_port_is_told_in_one_sentence() throws IOException {
        try (ServerSocket taken = LoopbackPort.listen(0)) {
            assertThatThrownBy(() -> EmbeddedBroker.start(dataDir, taken.getLocalPort()))
                    .isInstanceOf(CannotStartException.class)
                    .hasMessage("Port %d for Kafka is taken by another process; choose another one."
                            .formatted(taken.getLocalPort()));
        }
    }

    @Test
    void an_impossible_port_is_told_in_one_sentence() {
        assertThatThrownBy(() -> EmbeddedBroker.start(dataDir, 65_536))
                .isInstanceOf(CannotStartException.class)
                .hasMessage("The port for Kafka must be 0 to 65535, but was 65536.");
    }

    @Test
    void a_data_directory_in_use_is_told_in_one_sentence() {
        try (EmbeddedBroker first = EmbeddedBroker.start(dataDir, 0)) {
            assertThat(first.failure()).isNotNull();

            assertThatThrownBy(() -> EmbeddedBroker.start(dataDir, 0))
                    .isInstanceOf(CannotStartException.class)
                    .hasMessage("The data directory %s is in use by another running process."
                            .formatted(dataDir.resolve("kafka")));
        }
    }

    @Test
    void a_data_directory_that_is_a_file_is_told_in_one_sentence() throws IOException {
        Path file = Files.createFile(dataDir.resolve("file"));

        assertThatThrownBy(() -> EmbeddedBroker.start(file, 0))
                .isInstanceOf(CannotStartException.class)
                .hasMessageStartingWith("The data directory " + file.resolve("kafka") + " cannot be written");
    }

    @Test
    void a_failed_start_gives_the_directory_free() throws IOException {
        try (ServerSocket taken = LoopbackPort.listen(0)) {
            assertThatThrownBy(() -> EmbeddedBroker.start(dataDir, taken.getLocalPort()))
                    .isInstanceOf(CannotStartException.class);
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(dataDir, 0)) {
            assertThat(broker.bootstrapServers()).startsWith("127.0.0.1:");
        }
    }

    @Test
    void nobody_else_on_the_network_can_reach_it() throws IOException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(dataDir, 0);
                Socket socket = new Socket()) {
            int port = Integer.parseInt(broker.bootstrapServers().substring("127.0.0.1:".length()));

            assertThatThrownBy(() -> socket.connect(
                            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}), port), 2_000))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void closing_leaves_no_thread_that_keeps_the_jvm_alive() {
        Set<Thread> before = nonDaemons();

        EmbeddedBroker broker = EmbeddedBroker.start(dataDir, 0);
        assertThat(nonDaemons()).hasSizeGreaterThan(before.size());
        broker.close();
        broker.close();

        assertThat(nonDaemons()).isSubsetOf(before);
    }

    @Test
    void a_fatal_fault_is_reported_and_does_not_end_the_jvm() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(dataDir, 0)) {
            Exit.halt(1, "the disk is full");

            assertThat(broker.failure().toCompletableFuture())
                    .isCompletedWithValue("The embedded Kafka broker failed: the disk is full.");
        }
    }

    private static Set<Thread> nonDaemons() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon())
                .collect(Collectors.toSet());
    }
}
