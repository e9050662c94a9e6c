package tidemark.cli.dev;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.topology.StartFailure;

final class LocalPortsTest {

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void a_number_that_is_no_port_is_refused(int port) {
        LocalPorts ports = new LocalPorts().with("--http-port", port);

        assertThatThrownBy(ports::validate).hasMessage("--http-port must be 0 to 65535, but was " + port + ".");
    }

    @Test
    void two_servers_cannot_have_one_port() {
        LocalPorts ports = new LocalPorts().with("--kafka-port", 9092).with("--http-port", 9092);

        assertThatThrownBy(ports::validate)
                .hasMessage("--http-port names port 9092, which another option names already.");
    }

    @Test
    void any_free_port_may_be_asked_for_twice() {
        LocalPorts ports = new LocalPorts().with("--kafka-port", 0).with("--http-port", 0);

        assertThatCode(ports::validate).doesNotThrowAnyException();
    }

    @Test
    void a_taken_port_is_told_with_the_option_that_names_it() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            LocalPorts ports = new LocalPorts().with("--http-port", taken.getLocalPort());

            assertThatThrownBy(ports::requireFree)
                    .isInstanceOf(StartFailure.class)
                    .hasMessage("Port " + taken.getLocalPort()
                            + " is taken by another process; choose another one with --http-port.");
        }
    }
}
