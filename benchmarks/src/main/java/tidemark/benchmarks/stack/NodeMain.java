package tidemark.benchmarks.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.HashMap;
import java.util.Map;
import tidemark.topology.NodeSettings;
import tidemark.topology.TidemarkNode;

/** Runs a node until standard input ends; every line there is answered with a {@link NodeReport}. Arguments: {@code key=value}. */
final class NodeMain {

    private NodeMain() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, String> settings = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            settings.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        ObjectMapper json = new ObjectMapper();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        try (TidemarkNode node = new TidemarkNode(NodeSettings.of(settings), meters)) {
            node.start();
            while (questions.readLine() != null) {
                System.out.println(json.writeValueAsString(NodeReport.of(node, meters)));
            }
        }
    }
}
