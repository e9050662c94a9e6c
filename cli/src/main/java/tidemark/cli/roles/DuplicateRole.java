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
        name = "duplicate",
        header = "Copy a role, with its limit, under a new id.",
        description = "The copy is always a custom role; that of a built-in role has no limit.",
        footer = {"", "Example:", "  tidemark roles duplicate acme analyst senior-analyst"})
final class DuplicateRole implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "ENTITY", converter = Converters.Name.class, description = "The tenant.")
    private String entity;

    @Parameters(index = "1", paramLabel = "ROLE", converter = Converters.Name.class, description = "The role to copy.")
    private String source;

    @Parameters(
            index = "2",
            paramLabel = "NEW_ROLE",
            converter = Converters.Name.class,
            description = "Id of the copy.")
    private String role;

    @Option(names = "--name", paramLabel = "TEXT", description = "Name of the copy. Default: the old one and '(copy)'.")
    private @Nullable String name;

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
                .setKind(RoleChangeKind.DUPLICATE)
                .setSourceRoleId(source)
                .setDisplayName(name)
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
