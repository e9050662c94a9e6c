package tidemark.cli.imports;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tidemark.admin.log.Deadline;
import tidemark.admin.log.LedgerProgress;
import tidemark.cli.connect.ClientSettings;
import tidemark.cli.connect.Cluster;
import tidemark.cli.connect.ConnectionOptions;
import tidemark.cli.connect.UnreachableException;
import tidemark.cli.connect.UsagePublisher;
import tidemark.cli.exit.ExitCodes;
import tidemark.cli.text.BadTextException;
import tidemark.cli.text.Converters;

/** {@code tidemark import}: publishes usage from files. */
@Command(
        name = "import",
        header = "Publish usage from CSV or NDJSON files.",
        description = {
            "CSV files have a header; NDJSON files have one object a line. A row that cannot be used is refused and named in the summary, "
                    + "the others are published all the same.",
            "Importing the same file again changes nothing as long as events are remembered (7 days unless configured)."
        },
        footer = {
            "",
            "Examples:",
            "  tidemark import usage.csv --entity acme --user-column user --time-column time --credits-column credits",
            "  tidemark import tokens.csv --entity acme --users 50 --time-column TIMESTAMP \\",
            "      --price ContextTokens=0.001 --price GeneratedTokens=0.004 --rebase-to-now --wait"
        })
public final class ImportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files.")
    private List<Path> paths;

    @Mixin
    private MappingOptions mapping;

    @Option(
            names = "--rebase-to-now",
            description = "Shift the times of all files by one amount, so that the latest row happens now.")
    private boolean rebaseToNow;

    @Option(names = "--wait", description = "Return when all of it has been applied.")
    private boolean wait;

    @Option(
            names = "--wait-timeout",
            paramLabel = "SECONDS",
            defaultValue = "600",
            converter = Converters.Seconds.class,
            description = "How long --wait waits at most after publishing. Default: ${DEFAULT-VALUE}.")
    private Duration waitTimeout;

    @Option(names = "--json", description = "Print the summary as one line of JSON.")
    private boolean json;

    @Mixin
    private ConnectionOptions connection;

    @Override
    public Integer call() {
        try {
            mapping.validate();
            List<InputFile> files = files();
            return run(Import.of(files, mapping));
        } catch (BadTextException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private int run(Import files) {
        ClientSettings settings = connection.clients();
        try (Admin admin = Cluster.connect(settings);
                UsagePublisher publisher =
                        new UsagePublisher(settings, connection.topics().usageEvents())) {
            long shift = rebaseToNow ? files.shiftToNow(System.currentTimeMillis()) : 0;
            Tally tally = new Tally();
            publish(files, publisher, shift, tally);
            tell(tally, shift);
            if (wait) {
                awaitApplied(new LedgerProgress(admin, connection.applicationId()), publisher);
            }
            return tally.refused() == 0 ? ExitCodes.DONE : ExitCodes.REFUSED;
        }
    }

    private void publish(Import files, UsagePublisher publisher, long shift, Tally tally) {
        try {
            files.publish(publisher, shift, tally);
        } catch (KafkaException e) {
            command.commandLine()
                    .getErr()
                    .println("Stopped after " + tally.published()
                            + " events were published. Importing the same files again is "
                            + "safe: what was published counts once.");
            throw e;
        }
    }

    private void tell(Tally tally, long shift) {
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            tally.printJson(out, shift);
        } else {
            tally.print(out);
        }
    }

    private void awaitApplied(LedgerProgress progress, UsagePublisher publisher) {
        if (!progress.awaitApplied(publisher.lastOffsets(), Deadline.in(waitTimeout))) {
            throw new UnreachableException(
                    "All of it is published, but it was not applied within " + waitTimeout.toSeconds() + " s.", null);
        }
    }

    /** Ids are made from names, so two files of one name would take each other's rows for repetitions. */
    private List<InputFile> files() {
        List<InputFile> files = paths.stream().map(InputFile::new).toList();
        Map<String, Path> byName = new HashMap<>();
        for (InputFile file : files) {
            Path other = byName.put(file.idName(), file.path());
            if (other != null && mapping.makesIds()) {
                throw new BadTextException(other + " and " + file.path()
                        + " have the same name, so their rows would get the same ids: import them one by one with different"
                        + " --source, or name an --id-column");
            }
        }
        return files;
    }
}
