package tidemark.admin;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tidemark.admin.access.Access;
import tidemark.topology.NodeSettings;
import tidemark.topology.TidemarkNode;

/** A node with its HTTP server, in this JVM or, so that it can be killed, in one of its own that ends when its parent is gone. */
final class NodeWithHttp implements AutoCloseable {

    private final TidemarkNode node;
    private final UsageFeature usage;
    private final HttpServer http;

    private NodeWithHttp(TidemarkNode node, UsageFeature usage, HttpServer http) {
        this.node = node;
        this.usage = usage;
        this.http = http;
    }

    static NodeWithHttp start(Map<String, String> settings) {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        TidemarkNode node = new TidemarkNode(NodeSettings.of(settings), meters);
        BindAddress address = BindAddress.parse(settings.getOrDefault(NodeSettings.ADVERTISED_ADDRESS, ""));
        UsageFeature usage = new UsageFeature(node.queries(), node.entityQueries(), node.search());
        HttpServer http = new HttpServer(List.of(usage), node::health, meters, address, Access.open());
        http.start();
        node.start();
        return new NodeWithHttp(node, usage, http);
    }

    static Process startJvm(Map<String, String> settings, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                NodeWithHttp.class.getName()));
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
        NodeWithHttp running = start(config);
        System.in.transferTo(OutputStream.nullOutputStream());
        running.close();
    }

    UsageFeature usage() {
        return usage;
    }

    HttpServer http() {
        return http;
    }

    TidemarkNode node() {
        return node;
    }

    @Override
    public void close() {
        try (http) {
            node.close();
        }
    }
}
