package tidemark.cli.topics;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tidemark.cli.connect.Cluster;
import tidemark.cli.connect.ConnectionOptions;
import tidemark.cli.exit.ExitCodes;
import tidemark.topics.TopicAdmin;
import tidemark.topics.TopicFault;

@Command(
        name = "create",
        header = "Create the topics that are missing.",
        description = "Topics that exist are left alone; whether they stand as they must is said by 'topics verify'.",
        footer = {"", "Example:", "  tidemark topics create --partitions 24 --replication-factor 3"})
final class CreateTopics implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "6",
            description =
                    "Partitions of each topic: as many tasks can share the work. Cannot be changed later. Default: "
                            + "${DEFAULT-VALUE}.")
    private int partitions;

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            defaultValue = "1",
            description = "Copies of each partition. Default: ${DEFAULT-VALUE}.")
    private short replicationFactor;

    @Mixin
    private ConnectionOptions connection;

    @Override
    public Integer call() {
        require("--partitions", partitions);
        require("--replication-factor", replicationFactor);
        try (Admin admin = Cluster.connect(connection.clients())) {
            TopicAdmin topics = new TopicAdmin(admin, connection.topics());
            int before = topics.describe().size();
            topics.create(partitions, replicationFactor);
            PrintWriter out = command.commandLine().getOut();
            out.println("created " + (topics.describe().size() - before) + ", existed " + before);
            out.flush();
            List<TopicFault> faults = topics.verify();
            return VerifyTopics.tell(faults, command.commandLine().getErr()) ? ExitCodes.DONE : ExitCodes.REFUSED;
        }
    }

    private void require(String option, int number) {
        if (number < 1) {
            throw new ParameterException(command.commandLine(), option + ": expected a number from 1, got " + number);
        }
    }
}
