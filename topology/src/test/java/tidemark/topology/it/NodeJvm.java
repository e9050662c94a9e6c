package tidemark.topology.it;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tidemark.topology.NodeSettings;
import tidemark.topology.TidemarkNode;

/** A node in a JVM of its own, so that it can be killed; it ends by itself when its parent is gone. */
final class NodeJvm {

    private NodeJvm() {}

    static Process start(Map<String, String> settings, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                NodeJvm.class.getName()));
        settings.forEach((key, value) -> command.add(key + "=" + value));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Runs a node until standard input ends. */
    public static void main(String[] settings) throws IOException {
        Map<String, String> config = new HashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            config.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        try (TidemarkNode node = new TidemarkNode(NodeSettings.of(config), new SimpleMeterRegistry())) {
            node.start();
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
