package tidemark.cli.entities;

import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tidemark.cli.changes.Answer;
import tidemark.cli.changes.ChangeOptions;
import tidemark.cli.changes.ChangeSession;
import tidemark.cli.connect.ConnectionOptions;
import tidemark.cli.text.Converters;
import tidemark.events.EntityLimitChange;

@Command(
        name = "put",
        header = "Make an entity known, name it, or say which MSP administers it.",
        description = {
            "What is not given stays as it is, the limit too. Without --name and --msp the entity only becomes known, so that it is listed.",
            "Nobody needs to do this first: users, roles and limits work in any entity."
        },
        footer = {
            "",
            "Examples:",
            "  tidemark entities put acme",
            "  tidemark entities put acme --name 'Acme Ltd' --msp northwind"
        })
final class PutEntity implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "ENTITY", converter = Converters.Name.class, description = "The tenant.")
    private String entity;

    @Option(
            names = "--msp",
            paramLabel = "MSP",
            converter = Converters.Name.class,
            description = "Managed service provider that administers the entity.")
    private @Nullable String msp;

    @Option(names = "--name", paramLabel = "TEXT", description = "Name shown to people.")
    private @Nullable String name;

    @Mixin
    private ChangeOptions change;

    @Mixin
    private ConnectionOptions connection;

    @Override
    public Integer call() {
        EntityLimitChange request = EntityLimitChange.newBuilder()
                .setChangeId(change.newChangeId())
                .setEntityId(entity)
                .setMspId(msp)
                .setDisplayName(name)
                .setKeepsLimit(true)
                .setActor(change.asker())
                .setOccurredAt(Instant.now())
                .build();
        try (ChangeSession session = ChangeSession.open(connection, change.patience())) {
            return Answer.tell(
                    session.submit(request),
                    change.json(),
                    command.commandLine().getOut());
        }
    }
}
