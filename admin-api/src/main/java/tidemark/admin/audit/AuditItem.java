package tidemark.admin.audit;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tidemark.events.Actor;
import tidemark.events.ChangeOutcome;
import tidemark.events.ChangeResult;
import tidemark.events.ChangeView;

/**
 * One change, and what became of it.
 *
 * @param result as it stands in the log
 * @param raisesOwnCap whether it raised the cap of whoever asked for it (R17)
 */
public record AuditItem(ChangeResult result, boolean raisesOwnCap) {

    /** What it was about. */
    public AuditKind kind() {
        return AuditKind.of(result);
    }

    /** Id of the role, the user or the entity. */
    public String subjectId() {
        return result.getSubject().getId();
    }

    /** Who asked for it. */
    public Actor actor() {
        return result.getActor();
    }

    /** What became of it. */
    public ChangeOutcome outcome() {
        return result.getOutcome();
    }

    /** When it was judged. */
    public Instant at() {
        return result.getAt();
    }

    /** Whether the limit of the role or entity became another one; a role that is not there has none. */
    public boolean limitChanged() {
        return !Objects.equals(limit(result.getBefore()), limit(result.getAfter()));
    }

    private static @Nullable Long limit(@Nullable ChangeView view) {
        if (view == null) {
            return null;
        }
        if (view.getDefinition() != null) {
            return view.getDefinition().getMonthlyCreditLimitMicros();
        }
        return view.getEntity() == null ? null : view.getEntity().getMonthlyCreditLimitMicros();
    }
}
