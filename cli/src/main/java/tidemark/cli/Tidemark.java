package tidemark.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import tidemark.cli.dev.DevCommand;

/** The tidemark command. */
@Command(name = "tidemark", subcommands = DevCommand.class)
@SuppressWarnings("UnusedVariable") // picocli reads the flag.
public final class Tidemark {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    private Tidemark() {}

    /** Runs one command and ends with its exit code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Tidemark()).execute(args));
    }
}
