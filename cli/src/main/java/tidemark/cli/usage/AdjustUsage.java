package tidemark.cli.usage;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tidemark.cli.connect.ClientSettings;
import tidemark.cli.connect.Cluster;
import tidemark.cli.connect.ConnectionOptions;
import tidemark.cli.connect.UsagePublisher;
import tidemark.cli.exit.ExitCodes;
import tidemark.cli.text.Converters;
import tidemark.events.UsageEvent;

@Command(
        name = "adjust",
        header = "Charge or refund credits by hand, as an event of its own.",
        description = {
            "Serves for an opening balance in mid-month, or for a refund (a negative amount). Prints the id of the event.",
            "A correction of an earlier month names a time in that month with --occurred-at."
        },
        footer = {
            "",
            "Examples:",
            "  tidemark usage adjust acme alice 40 --reason 'opening balance'",
            "  tidemark usage adjust acme alice -2.5 --reason 'refund for ticket 4711' --event-id ticket-4711"
        })
final class AdjustUsage implements Callable<Integer> {

    private static final String SOURCE = "tidemark-adjust";
    private static final String ACTION = "adjustment: ";
    private static final int LONGEST_ACTION = 255;

    @Spec
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "ENTITY", converter = Converters.Name.class, description = "The tenant.")
    private String entity;

    @Parameters(index = "1", paramLabel = "USER", converter = Converters.Name.class, description = "The user.")
    private String user;

    @Parameters(
            index = "2",
            paramLabel = "CREDITS",
            converter = Converters.Credits.class,
            description = "What to add; negative: what to give back.")
    private Long micros;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why, for whoever reads it later.")
    private String reason;

    @Option(
            names = "--event-id",
            paramLabel = "ID",
            converter = Converters.Token.class,
            description = "Id of the event: repeated under the same id, it counts once. Default: a new one.")
    private @Nullable String eventId;

    @Option(
            names = "--occurred-at",
            paramLabel = "TIME",
            converter = Converters.Moment.class,
            description = "When the credits were spent, for example 2026-10-31T23:59:59Z. Default: now.")
    private @Nullable Instant occurredAt;

    @Mixin
    private ConnectionOptions connection;

    @Override
    public Integer call() {
        UsageEvent event = event();
        ClientSettings settings = connection.clients();
        Cluster.requireReachable(settings);
        try (UsagePublisher publisher =
                new UsagePublisher(settings, connection.topics().usageEvents())) {
            publisher.send(event);
            publisher.flush();
        }
        PrintWriter out = command.commandLine().getOut();
        out.println(event.getEventId());
        out.flush();
        return ExitCodes.DONE;
    }

    private UsageEvent event() {
        if (reason.isBlank() || ACTION.length() + reason.length() > LONGEST_ACTION) {
            throw new ParameterException(
                    command.commandLine(),
                    "--reason: expected 1 to " + (LONGEST_ACTION - ACTION.length()) + " characters");
        }
        return UsageEvent.newBuilder()
                .setEventId(eventId == null ? UUID.randomUUID().toString() : eventId)
                .setEntityId(entity)
                .setUserId(user)
                .setOccurredAt(occurredAt == null ? Instant.now() : occurredAt)
                .setCreditsMicros(micros)
                .setAction(ACTION + reason)
                .setSource(SOURCE)
                .build();
    }
}
