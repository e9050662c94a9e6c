package tidemark.cli.usage;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.YearMonth;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tidemark.cli.connect.ConnectionOptions;
import tidemark.cli.exit.ExitCodes;
import tidemark.cli.text.Converters;

/** {@code tidemark usage}: what a user has spent in a month. */
@Command(
        name = "usage",
        header = "Show what a user has spent, or adjust it.",
        customSynopsis = {
            "tidemark usage [OPTIONS] ENTITY USER",
            "tidemark usage adjust [OPTIONS] ENTITY USER CREDITS --reason TEXT"
        },
        description = {
            "Shows both bounds, that of the user's role and that of the entity, and which one blocks. An unknown user has spent nothing.",
            "Ids called 'adjust' go behind '--'. What an entity has spent: 'tidemark entities usage'."
        },
        footer = {
            "",
            "Examples:",
            "  tidemark usage acme alice",
            "  tidemark usage acme alice --period 2026-10 --json",
            "  tidemark usage adjust acme alice -2.5 --reason 'refund for ticket 4711'"
        },
        subcommands = {AdjustUsage.class})
public final class UsageCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    // Not required for picocli, because `usage adjust` comes without them.
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ENTITY",
            converter = Converters.Name.class,
            description = "The tenant.")
    private @Nullable String entity;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "USER",
            converter = Converters.Name.class,
            description = "The user.")
    private @Nullable String user;

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
        if (entity == null || user == null) {
            throw new ParameterException(
                    command.commandLine(), "Missing " + (entity == null ? "ENTITY and USER" : "USER"));
        }
        JsonNode usage = new UsageRequest(connection.api(), connection.token()).ofUser(entity, user, period);
        PrintWriter out = command.commandLine().getOut();
        out.print(json ? usage + System.lineSeparator() : UsageAnswer.ofUser(usage));
        out.flush();
        return ExitCodes.DONE;
    }
}
