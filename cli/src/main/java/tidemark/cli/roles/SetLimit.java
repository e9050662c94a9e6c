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
import tidemark.cli.exit.RefusedException;
import tidemark.cli.text.Converters;
import tidemark.cli.text.Limit;
import tidemark.events.ChangeOutcome;
import tidemark.events.ChangeResult;
import tidemark.events.Role;
import tidemark.events.RoleChange;
import tidemark.events.RoleChangeKind;
import tidemark.events.RoleDefinition;
import tidemark.events.RoleState;

@Command(
        name = "set-limit",
        header = "Set or remove the monthly limit of a role.",
        description =
                "Everything else about the role stays as it is, also if somebody else changes the role at the same time.",
        footer = {
            "",
            "Examples:",
            "  tidemark roles set-limit acme analyst 250.5",
            "  tidemark roles set-limit acme analyst 0       (blocks everything)",
            "  tidemark roles set-limit acme analyst none    (no individual limit)"
        })
final class SetLimit implements Callable<Integer> {

    private static final int ATTEMPTS = 5;
    private static final String VERSION_MISMATCH = "VERSION_MISMATCH";

    @Spec
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "ENTITY", converter = Converters.Name.class, description = "The tenant.")
    private String entity;

    @Parameters(index = "1", paramLabel = "ROLE", converter = Converters.Name.class, description = "The role.")
    private String role;

    @Parameters(
            index = "2",
            paramLabel = "CREDITS|none",
            converter = Converters.Limits.class,
            description = "Credits each holder may spend in a calendar month.")
    private Limit limit;

    @Mixin
    private ChangeOptions change;

    @Mixin
    private ConnectionOptions connection;

    @Override
    public Integer call() {
        String changeId = change.newChangeId();
        try (ChangeSession session = ChangeSession.open(connection, change.patience())) {
            ChangeResult result = attempt(session, changeId);
            for (int retry = 1; retry < ATTEMPTS && overtaken(result); retry++) {
                result = attempt(session, changeId + "." + retry);
            }
            return Answer.tell(result, change.json(), command.commandLine().getOut());
        }
    }

    private ChangeResult attempt(ChangeSession session, String changeId) {
        Role current = session.find(entity, role)
                .filter(found -> found.getState() == RoleState.ACTIVE)
                .orElseThrow(() -> new RefusedException("Role " + role + " does not exist in entity " + entity + "."));
        RoleDefinition wanted = RoleDefinition.newBuilder(current.getDefinition())
                .setMonthlyCreditLimitMicros(limit.micros())
                .build();
        return session.submit(RoleChange.newBuilder()
                .setChangeId(changeId)
                .setEntityId(entity)
                .setRoleId(role)
                .setKind(RoleChangeKind.UPDATE)
                .setDefinition(wanted)
                .setExpectedVersion(current.getVersion())
                .setActor(change.asker())
                .setOccurredAt(Instant.now())
                .build());
    }

    private static boolean overtaken(ChangeResult result) {
        return result.getOutcome() == ChangeOutcome.REJECTED && VERSION_MISMATCH.equals(result.getReason());
    }
}
