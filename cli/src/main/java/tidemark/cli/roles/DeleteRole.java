package tidemark.cli.roles;

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
import tidemark.events.RoleChange;
import tidemark.events.RoleChangeKind;

@Command(
        name = "delete",
        header = "Delete a role.",
        description =
                "Its members move to another role if one is named; otherwise they hold none and have no individual limit.",
        footer = {"", "Example:", "  tidemark roles delete acme trainee --reassign-to analyst"})
final class DeleteRole implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "ENTITY", converter = Converters.Name.class, description = "The tenant.")
    private String entity;

    @Parameters(index = "1", paramLabel = "ROLE", converter = Converters.Name.class, description = "The role.")
    private String role;

    @Option(
            names = "--reassign-to",
            paramLabel = "ROLE",
            converter = Converters.Name.class,
            description = "The role its members move to. Default: none.")
    private @Nullable String reassignTo;

    @Mixin
    private ChangeOptions change;

    @Mixin
    private ConnectionOptions connection;

    @Override
    public Integer call() {
        RoleChange request = RoleChange.newBuilder()
                .setChangeId(change.newChangeId())
                .setEntityId(entity)
                .setRoleId(role)
                .setKind(RoleChangeKind.DELETE)
                .setReassignToRoleId(reassignTo)
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
