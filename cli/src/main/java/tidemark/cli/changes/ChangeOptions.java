package tidemark.cli.changes;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tidemark.cli.text.Converters;
import tidemark.cli.text.Ids;
import tidemark.events.Actor;

/** The options of every command that changes something. */
public final class ChangeOptions {

    /** In Kafka, its access control lists decide who may; nobody else has looked at the permissions of whoever runs the command. */
    private static final String AUTHORITY = "kafka-acl";

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "30",
            converter = Converters.Seconds.class,
            description = "How long to wait for the result. Default: ${DEFAULT-VALUE}.")
    private Duration wait;

    @Option(
            names = "--actor",
            paramLabel = "USER",
            converter = Converters.Name.class,
            description = "Who asks, for the audit log. Default: your name on this machine.")
    private @Nullable String actor;

    @Option(
            names = "--change-id",
            paramLabel = "ID",
            converter = Converters.Token.class,
            description = "Id of the change: repeated under the same id, it counts once. Default: a new one.")
    private @Nullable String changeId;

    @Option(names = "--json", description = "Print the result as one line of JSON.")
    private boolean json;

    /** How long to wait for the result. */
    public Duration patience() {
        return wait;
    }

    /** Whether the result is to be printed as JSON. */
    public boolean json() {
        return json;
    }

    /** The id that was given, or a new one. */
    public String newChangeId() {
        return changeId == null ? UUID.randomUUID().toString() : changeId;
    }

    /** Who asks, for the audit log. */
    public Actor asker() {
        return Actor.newBuilder().setUserId(userId()).setAuthority(AUTHORITY).build();
    }

    private String userId() {
        if (actor != null) {
            return actor;
        }
        String reduced = Ids.reduce(System.getProperty("user.name", ""), Ids.LONGEST);
        return reduced.isEmpty() ? "unknown" : reduced;
    }
}
