package tidemark.cli.changes;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import tidemark.cli.exit.ExitCodes;
import tidemark.cli.exit.RefusedException;
import tidemark.cli.text.AvroJson;
import tidemark.cli.text.Limit;
import tidemark.cli.text.Shown;
import tidemark.events.ChangeOutcome;
import tidemark.events.ChangeResult;
import tidemark.events.ChangeView;
import tidemark.events.EntityDefinition;
import tidemark.events.RoleDefinition;

/** The result of a change, told to whoever asked for it. */
public final class Answer {

    private Answer() {}

    /**
     * Prints the result.
     *
     * @return the exit code
     * @throws RefusedException if it was rejected and is not printed as JSON
     */
    public static int tell(ChangeResult result, boolean json, PrintWriter out) {
        boolean rejected = result.getOutcome() == ChangeOutcome.REJECTED;
        if (json) {
            out.println(AvroJson.of(result));
        } else if (rejected) {
            throw new RefusedException("Rejected, " + because(result));
        } else {
            out.println(sentence(result));
        }
        out.flush();
        return rejected ? ExitCodes.REFUSED : ExitCodes.DONE;
    }

    private static String sentence(ChangeResult result) {
        String how =
                switch (result.getOutcome()) {
                    case ACCEPTED -> "Accepted";
                    case NO_CHANGE -> "No change, it already stands so";
                    case DUPLICATE -> "Judged before, counted once";
                    case REJECTED, NOTED, UNKNOWN -> "Answered with " + result.getOutcome();
                };
        String note = result.getReason() == null ? "" : " (" + because(result) + ")";
        return how + ": " + subject(result) + note + ".";
    }

    private static String subject(ChangeResult result) {
        ChangeView after = result.getAfter();
        String name = result.getEntityId() + "/" + result.getSubject().getId();
        return switch (result.getSubject().getKind()) {
            case USER -> "user " + name + (after == null ? "" : holds(after.getRoleId()));
            case ENTITY ->
                "entity " + result.getEntityId() + version(result) + (after == null ? "" : terms(after.getEntity()));
            case ROLE, UNKNOWN ->
                "role " + name + version(result) + (after == null ? "" : limit(after.getDefinition()));
        };
    }

    private static String version(ChangeResult result) {
        return result.getVersion() == null ? "" : ", version " + result.getVersion();
    }

    private static String limit(@Nullable RoleDefinition role) {
        return role == null ? "" : ", limit " + new Limit(role.getMonthlyCreditLimitMicros());
    }

    private static String terms(@Nullable EntityDefinition entity) {
        if (entity == null) {
            return "";
        }
        return ", limit " + new Limit(entity.getMonthlyCreditLimitMicros())
                + (entity.getDisplayName() == null ? "" : ", name '" + Shown.of(entity.getDisplayName()) + "'")
                + (entity.getMspId() == null ? "" : ", MSP " + entity.getMspId());
    }

    private static String holds(@Nullable String roleId) {
        return roleId == null ? " holds no role" : " holds role " + roleId;
    }

    private static String because(ChangeResult result) {
        String detail = result.getDetail();
        return result.getReason() + (detail == null ? "" : ": " + detail.replaceAll("\\.$", ""));
    }
}
