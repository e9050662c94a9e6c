package tidemark.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The graph as it was approved: whoever changes names changes changelog topics and metrics of running installations. */
class TopologyPictureTest {

    private static final Path APPROVED = Path.of("src/test/resources/topology.txt");

    @Test
    void the_graph_is_the_approved_one() throws IOException {
        String drawn;
        try (GraphParts parts = new GraphParts(1, 1)) {
            drawn = parts.draw().describe().toString();
        }
        if (Boolean.getBoolean("tidemark.approve")) {
            Files.createDirectories(APPROVED.getParent());
            Files.writeString(APPROVED, drawn, UTF_8);
        }

        assertThat(drawn)
                .as(
                        "the graph differs from %s. If that is wanted, renew it with"
                                + " -Dtest=TopologyPictureTest -Dtidemark.approve=true and say in the changelog"
                                + " what becomes of running installations",
                        APPROVED)
                .isEqualTo(Files.exists(APPROVED) ? Files.readString(APPROVED, UTF_8) : "");
    }
}
