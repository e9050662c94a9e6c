package tidemark.cli.watch;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tidemark.admin.log.AvroRecords;
import tidemark.admin.log.TopicReader;
import tidemark.cli.connect.ClientSettings;
import tidemark.cli.connect.Cluster;
import tidemark.cli.connect.ConnectionOptions;
import tidemark.cli.text.Converters;
import tidemark.topics.Topics;

/** {@code tidemark watch}: prints what is committed to a topic, as it comes. */
@Command(
        name = "watch",
        header = "Follow warnings, exceeded limits, decisions, levels, rejected records or changes.",
        description = "Says 'watching' on stderr once it stands at its position; what is published after that is seen.",
        footer = {
            "",
            "Examples:",
            "  tidemark watch decisions",
            "  tidemark watch warnings --from-beginning --to-end --json",
            "  tidemark watch decisions --entity acme --history --from-beginning --to-end",
            "  tidemark watch exceeded --max 1 --timeout 30"
        })
public final class WatchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(
            index = "0",
            paramLabel = "WHAT",
            description =
                    "One of: ${COMPLETION-CANDIDATES}. 'decisions' shows the newest decision of each account and entity.")
    private Subject subject;

    @Option(
            names = "--entity",
            paramLabel = "ENTITY",
            converter = Converters.Name.class,
            description = "Only what is about this entity or its users.")
    private @Nullable String entity;

    @Option(names = "--from-beginning", description = "Start with the oldest record instead of the next one.")
    private boolean fromBeginning;

    @Option(names = "--to-end", description = "End where the topic ended when the command started.")
    private boolean toEnd;

    @Option(names = "--max", paramLabel = "N", description = "End after N records.")
    private @Nullable Long max;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            converter = Converters.Seconds.class,
            description = "End after so many seconds without a record to show.")
    private @Nullable Duration timeout;

    @Option(names = "--history", description = "With 'decisions': every decision, not only the newest of each.")
    private boolean history;

    @Option(names = "--json", description = "Print one JSON object a line: topic, partition, offset, key, value.")
    private boolean json;

    @Mixin
    private ConnectionOptions connection;

    @Override
    public Integer call() {
        if (history && subject != Subject.DECISIONS) {
            throw new ParameterException(command.commandLine(), "--history: only decisions have one");
        }
        if (max != null && max < 1) {
            throw new ParameterException(command.commandLine(), "--max: expected a number from 1, got " + max);
        }
        ClientSettings settings = connection.clients();
        Topics topics = connection.topics();
        Cluster.requireReachable(settings);
        String topic = history ? topics.decisionHistory() : subject.topic(topics);
        Watch.Until until = new Watch.Until(toEnd, max == null ? Long.MAX_VALUE : max, timeout);
        try (AvroRecords records = new AvroRecords(settings.consumer());
                TopicReader reader = TopicReader.of(settings.consumer(), topic)) {
            Watch watch = new Watch(
                    subject,
                    new Selection(entity),
                    new RecordJson(records),
                    json,
                    command.commandLine().getOut(),
                    command.commandLine().getErr());
            return watch.follow(reader, fromBeginning, until);
        }
    }
}
