package tidemark.admin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever sends a body slowly waits alone: no thread is spent on it before it is there. */
@Timeout(30)
final class SlowBodiesTest {

    /** More than there are threads. */
    private static final int CLIENTS = 50;

    private static final String PREVIEW = "/v1/entities/acme/roles/analyst/limit-preview";
    private static final String BODY = "{\"monthly_credit_limit\":1}";

    @Test
    void they_do_not_keep_others_waiting_and_are_answered_when_they_have_come() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try (Http http = new Http()) {
            http.search.town().put("ann", "analyst", 0, tidemark.ledger.Limit.NONE);
            for (int i = 0; i < CLIENTS; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), http.server.port());
                socket.setSoTimeout(10_000);
                slow.add(socket);
                send(
                        socket,
                        "POST " + PREVIEW
                                + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: "
                                + BODY.length() + "\r\n\r\n" + BODY.charAt(0));
            }

            assertThat(http.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(http.post(PREVIEW, BODY).statusCode()).isEqualTo(200);

            for (Socket socket : slow) {
                send(socket, BODY.substring(1));
                assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
                        .startsWith("HTTP/1.1 200 ")
                        .contains("\"monthly_credit_limit\":1");
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private static void send(Socket socket, String text) throws Exception {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
        socket.getOutputStream().flush();
    }
}
