package tidemark.cli.roles;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
import tidemark.cli.text.Limit;
import tidemark.events.RoleChange;
import tidemark.events.RoleChangeKind;
import tidemark.events.RoleDefinition;
import tidemark.events.RoleType;

@Command(
        name = "create",
        header = "Create a role.",
        footer = {
            "",
            "Examples:",
            "  tidemark roles create acme analyst --limit 100",
            "  tidemark roles create acme trainee --limit 0 --name 'Trainee' --permission chat",
            "  tidemark roles create acme owner --built-in"
        })
final class CreateRole implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "ENTITY", converter = Converters.Name.class, description = "The tenant.")
    private String entity;

    @Parameters(
            index = "1",
            paramLabel = "ROLE",
            converter = Converters.Name.class,
            description = "Id of the new role.")
    private String role;

    @Option(
            names = "--limit",
            paramLabel = "CREDITS",
            defaultValue = "none",
            converter = Converters.Limits.class,
            description = "Credits each holder may spend in a calendar month; 0 blocks everything. Default: none.")
    private Limit limit;

    @Option(names = "--built-in", description = "A fixed role: it cannot carry a limit, but can be duplicated.")
    private boolean builtIn;

    @Option(names = "--name", paramLabel = "TEXT", description = "Name shown to people. Default: the id.")
    private @Nullable String name;

    @Option(names = "--description", paramLabel = "TEXT", description = "What the role is for.")
    private @Nullable String description;

    @Option(
            names = "--permission",
            paramLabel = "NAME",
            description =
                    "A permission that the role grants; may be repeated. Tidemark keeps it and does not interpret it.")
    private List<String> permissions = new ArrayList<>();

    @Mixin
    private ChangeOptions change;

    @Mixin
    private ConnectionOptions connection;

    @Override
    public Integer call() {
        RoleDefinition definition = RoleDefinition.newBuilder()
                .setDisplayName(name == null ? role : name)
                .setDescription(description)
                .setType(builtIn ? RoleType.BUILT_IN : RoleType.CUSTOM)
                .setMonthlyCreditLimitMicros(limit.micros())
                .setPermissions(permissions)
                .build();
        RoleChange request = RoleChange.newBuilder()
                .setChangeId(change.newChangeId())
                .setEntityId(entity)
                .setRoleId(role)
                .setKind(RoleChangeKind.CREATE)
                .setDefinition(definition)
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
