package tidemark.cli.entities;

import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tidemark.cli.changes.Answer;
import tidemark.cli.changes.ChangeOptions;
import tidemark.cli.changes.ChangeSession;
import tidemark.cli.connect.ConnectionOptions;
import tidemark.cli.text.Converters;
import tidemark.cli.text.Limit;
import tidemark.events.EntityLimitChange;

@Command(
        name = "set-limit",
        header = "Set or remove the monthly limit of an entity.",
        description = "The entity's name and MSP stay as they are. One that nobody has heard of becomes known.",
        footer = {
            "",
            "Examples:",
            "  tidemark entities set-limit acme 5000",
            "  tidemark entities set-limit acme 0       (blocks everything)",
            "  tidemark entities set-limit acme none    (no limit; those of the roles stay)"
        })
final class SetEntityLimit implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "ENTITY", converter = Converters.Name.class, description = "The tenant.")
    private String entity;

    @Parameters(
            index = "1",
            paramLabel = "CREDITS|none",
            converter = Converters.Limits.class,
            description = "Credits that all its users together may spend in a calendar month.")
    private Limit limit;

    @Mixin
    private ChangeOptions change;

    @Mixin
    private ConnectionOptions connection;

    @Override
    public Integer call() {
        EntityLimitChange request = EntityLimitChange.newBuilder()
                .setChangeId(change.newChangeId())
                .setEntityId(entity)
                .setMonthlyCreditLimitMicros(limit.micros())
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
