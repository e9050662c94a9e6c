package tidemark.cli.topics;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tidemark.cli.connect.Cluster;
import tidemark.cli.connect.ConnectionOptions;
import tidemark.cli.exit.ExitCodes;
import tidemark.topics.TopicAdmin;
import tidemark.topics.TopicFault;

@Command(
        name = "verify",
        header = "Check that the topics stand as they must.",
        description = "Prints a line for each fault, and ends with exit code 1 if there is one.",
        footer = {"", "Example:", "  tidemark topics verify --bootstrap-servers kafka:9092"})
final class VerifyTopics implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private ConnectionOptions connection;

    @Override
    public Integer call() {
        PrintWriter out = command.commandLine().getOut();
        try (Admin admin = Cluster.connect(connection.clients())) {
            if (!tell(new TopicAdmin(admin, connection.topics()).verify(), out)) {
                return ExitCodes.REFUSED;
            }
        }
        out.println("The topics stand as they must.");
        out.flush();
        return ExitCodes.DONE;
    }

    /** Prints a line for each fault; true if there is none. */
    static boolean tell(List<TopicFault> faults, PrintWriter to) {
        faults.forEach(fault -> to.println(fault.topic() + ": " + fault.sentence()));
        to.flush();
        return faults.isEmpty();
    }
}
