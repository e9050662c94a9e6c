package tidemark.cli.roles;

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
import tidemark.events.RoleAssignment;

@Command(
        name = "assign",
        header = "Give a user a role in place of the one held before.",
        description = "A role that does not exist yet is waited for; the former one stays in force until it appears.",
        footer = {
            "",
            "Examples:",
            "  tidemark roles assign acme alice analyst",
            "  tidemark roles assign acme alice none"
        })
final class AssignRole implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "ENTITY", converter = Converters.Name.class, description = "The tenant.")
    private String entity;

    @Parameters(index = "1", paramLabel = "USER", converter = Converters.Name.class, description = "The user.")
    private String user;

    @Parameters(
            index = "2",
            paramLabel = "ROLE|none",
            converter = Converters.Name.class,
            description = "The role; 'none' takes the role away.")
    private String role;

    @Mixin
    private ChangeOptions change;

    @Mixin
    private ConnectionOptions connection;

    @Override
    public Integer call() {
        RoleAssignment request = RoleAssignment.newBuilder()
                .setChangeId(change.newChangeId())
                .setEntityId(entity)
                .setUserId(user)
                .setRoleId("none".equals(role) ? null : role)
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
