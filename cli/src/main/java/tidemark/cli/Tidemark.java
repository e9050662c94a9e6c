package tidemark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import tidemark.cli.dev.DevCommand;
import tidemark.cli.dev.ServeCommand;
import tidemark.cli.entities.EntitiesCommand;
import tidemark.cli.exit.Failures;
import tidemark.cli.imports.ImportCommand;
import tidemark.cli.roles.RolesCommand;
import tidemark.cli.token.TokenCommand;
import tidemark.cli.topics.TopicsCommand;
import tidemark.cli.usage.UsageCommand;
import tidemark.cli.watch.WatchCommand;

/** The {@code tidemark} command: its root and its main. */
@Command(
        name = "tidemark",
        header = "Monthly credit limits per user and per entity over Kafka.",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidemark dev",
            "  tidemark roles create acme analyst --limit 100",
            "  tidemark entities set-limit acme 5000",
            "  tidemark import usage.csv --entity acme --user-column user --time-column time --credits-column credits",
            "  tidemark usage acme alice",
            "  tidemark watch decisions --from-beginning",
            "",
            "Exit codes: 0 done, 1 refused or rejected, 2 wrong use, 3 unreachable or outcome unknown.",
            "Every command has --help. TIDEMARK_DEBUG=1 shows stack traces."
        },
        subcommands = {
            DevCommand.class,
            ServeCommand.class,
            RolesCommand.class,
            EntitiesCommand.class,
            ImportCommand.class,
            UsageCommand.class,
            WatchCommand.class,
            TopicsCommand.class,
            TokenCommand.class
        })
@SuppressWarnings("UnusedVariable") // picocli reads the two flags.
public final class Tidemark {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    private boolean version;

    /** Runs a command and ends with its exit code. */
    public static void main(String[] arguments) {
        CommandLine command = commandLine();
        command.setOut(utf8(FileDescriptor.out));
        command.setErr(utf8(FileDescriptor.err));
        System.exit(command.execute(arguments));
    }

    /** The whole command, for main and for tests. */
    static CommandLine commandLine() {
        return new CommandLine(new Tidemark())
                .setExecutionExceptionHandler(Failures::carryOut)
                .setParameterExceptionHandler(Failures::parse)
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** The JVM takes its encoding from the locale, which on servers is often none; what commands print is UTF-8. */
    private static PrintWriter utf8(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), UTF_8), true);
    }
}
