package tidemark.benchmarks.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Map;
import tidemark.topology.NodeSettings;
import tidemark.topology.TidemarkNode;

/**
 * Runs nodes, one after the other, until standard input ends. A line of settings in JSON starts one; while it runs, an empty line is
 * answered with a {@link NodeReport}, others as {@link NodeAnswers} says, and {@value #STOP} stops it.
 */
final class NodeMain {

    static final String STOP = "stop";

    private static final ObjectMapper JSON = new ObjectMapper();

    private NodeMain() {}

    public static void main(String[] none) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        String settings = lines.readLine();
        while (settings != null) {
            run(JSON.readValue(settings, new TypeReference<Map<String, String>>() {}), lines);
            System.out.println();
            settings = lines.readLine();
        }
    }

    private static void run(Map<String, String> settings, BufferedReader lines) throws IOException {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        AheadClock clock = NodeAnswers.clock(settings);
        try (TidemarkNode node = new TidemarkNode(NodeSettings.of(settings), meters, clock)) {
            NodeAnswers answers = new NodeAnswers(node, meters, clock);
            node.start();
            System.out.println();
            String line = lines.readLine();
            while (line != null && !line.equals(STOP)) {
                System.out.println(answers.to(line));
                line = lines.readLine();
            }
            if (line == null) {
                // Whoever measured is gone, and perhaps the broker with it: a clean stop would wait for it.
                Runtime.getRuntime().halt(1);
            }
        }
    }
}
