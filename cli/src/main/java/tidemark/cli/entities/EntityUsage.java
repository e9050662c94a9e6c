package tidemark.cli.entities;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.YearMonth;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tidemark.cli.connect.ConnectionOptions;
import tidemark.cli.exit.ExitCodes;
import tidemark.cli.text.Converters;
import tidemark.cli.usage.UsageAnswer;
import tidemark.cli.usage.UsageRequest;

@Command(
        name = "usage",
        header = "Show what an entity has spent.",
        description =
                "The total follows what its users spend within a tenth of a second, or within two where the entity has no limit. "
                        + "An unknown entity has spent nothing.",
        footer = {
            "",
            "Examples:",
            "  tidemark entities usage acme",
            "  tidemark entities usage acme --period 2026-10 --json"
        })
final class EntityUsage implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "ENTITY", converter = Converters.Name.class, description = "The tenant.")
    private String entity;

    @Option(
            names = "--period",
            paramLabel = "YYYY-MM",
            converter = Converters.Month.class,
            description = "The calendar month (UTC). Default: the current one.")
    private @Nullable YearMonth period;

    @Option(names = "--json", description = "Print the node's answer as one line of JSON.")
    private boolean json;

    @Mixin
    private ConnectionOptions connection;

    @Override
    public Integer call() {
        JsonNode usage = new UsageRequest(connection.api(), connection.token()).ofEntity(entity, period);
        PrintWriter out = command.commandLine().getOut();
        out.print(json ? usage + System.lineSeparator() : UsageAnswer.ofEntity(usage));
        out.flush();
        return ExitCodes.DONE;
    }
}
