package tidemark.cli.topics;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tidemark.cli.connect.Cluster;
import tidemark.cli.connect.ConnectionOptions;
import tidemark.cli.exit.ExitCodes;
import tidemark.cli.text.Table;
import tidemark.topics.TopicAdmin;
import tidemark.topics.TopicState;

@Command(
        name = "describe",
        header = "Show the topics that exist.",
        footer = {"", "Example:", "  tidemark topics describe --json"})
final class DescribeTopics implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Option(names = "--json", description = "Print one JSON object a line for each topic.")
    private boolean json;

    @Mixin
    private ConnectionOptions connection;

    @Override
    public Integer call() {
        PrintWriter out = command.commandLine().getOut();
        List<TopicState> topics;
        try (Admin admin = Cluster.connect(connection.clients())) {
            topics = new TopicAdmin(admin, connection.topics()).describe();
        }
        if (json) {
            topics.forEach(topic -> out.println(object(topic)));
        } else {
            Table table = new Table("TOPIC", "PARTITIONS", "REPLICAS", "CONFIGURATION");
            topics.forEach(topic -> table.row(
                    topic.name(), topic.partitions(), topic.replicationFactor(), new TreeMap<>(topic.config())));
            out.print(table);
        }
        out.flush();
        return ExitCodes.DONE;
    }

    private static ObjectNode object(TopicState topic) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("topic", topic.name());
        object.put("partitions", topic.partitions());
        object.put("replication_factor", topic.replicationFactor());
        ObjectNode config = object.putObject("config");
        new TreeMap<>(topic.config()).forEach(config::put);
        return object;
    }
}
