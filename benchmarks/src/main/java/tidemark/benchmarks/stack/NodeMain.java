package tidemark.benchmarks.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Map;
import java.util.function.UnaryOperator;
import tidemark.benchmarks.rivals.Pipeline;
import tidemark.benchmarks.rivals.Rival;
import tidemark.topology.NodeSettings;
import tidemark.topology.TidemarkNode;

/**
 * Runs nodes or rivals, one after the other, until standard input ends. A line of settings in JSON starts one; while it runs, an empty line is
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
        String pipeline = settings.remove(Pipeline.SETTING);
        if (pipeline == null || pipeline.equals(Pipeline.TIDEMARK.name())) {
            runNode(settings, lines);
        } else {
            runRival(Pipeline.valueOf(pipeline), settings, lines);
        }
    }

    private static void runRival(Pipeline pipeline, Map<String, String> settings, BufferedReader lines)
            throws IOException {
        try (Rival rival = Rival.start(pipeline, settings)) {
            answer(lines, line -> NodeAnswers.written(NodeReport.of(rival.ready(), new SimpleMeterRegistry())));
        }
    }

    private static void runNode(Map<String, String> settings, BufferedReader lines) throws IOException {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        AheadClock clock = NodeAnswers.clock(settings);
        try (TidemarkNode node = new TidemarkNode(NodeSettings.of(settings), meters, clock)) {
            NodeAnswers answers = new NodeAnswers(node, meters, clock);
            node.start();
            answer(lines, answers::to);
        }
    }

    private static void answer(BufferedReader lines, UnaryOperator<String> answer) throws IOException {
        System.out.println();
        String line = lines.readLine();
        while (line != null && !line.equals(STOP)) {
            System.out.println(answer.apply(line));
            line = lines.readLine();
        }
        if (line == null) {
            // Whoever measured is gone, and perhaps the broker with it: a clean stop would wait for it.
            Runtime.getRuntime().halt(1);
        }
    }
}
