package tidemark.admin.audit;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tidemark.admin.body.PageCursor;
import tidemark.events.ChangeOutcome;

/**
 * Which changes of an entity are wanted; what is null narrows nothing.
 *
 * @param subject id of a role or user, or of the entity itself
 * @param actor id of whoever asked for the change
 * @param kind what it was about
 * @param outcome what became of it; null: accepted and rejected ones, as the others changed nothing
 * @param from not before that moment
 * @param to before that moment
 * @param limit how many, at most
 * @param cursor where to go on; null: with the newest
 */
public record AuditQuestion(
        String entity,
        @Nullable String subject,
        @Nullable String actor,
        @Nullable AuditKind kind,
        @Nullable ChangeOutcome outcome,
        @Nullable Instant from,
        @Nullable Instant to,
        int limit,
        @Nullable String cursor) {

    /** Whether this change is wanted. */
    boolean wants(AuditItem item) {
        boolean subjectFits = subject == null || subject.equals(item.subjectId());
        boolean actorFits = actor == null || actor.equals(item.actor().getUserId());
        return subjectFits && actorFits && kindFits(item) && outcomeFits(item) && timeFits(item.at());
    }

    /** What cursors of this question are bound to. */
    String binding() {
        return PageCursor.binding(
                List.of("audit", entity, text(subject), text(actor), text(kind), text(outcome), text(from), text(to)));
    }

    private boolean kindFits(AuditItem item) {
        return kind == null || (kind == AuditKind.LIMIT ? item.limitChanged() : kind == item.kind());
    }

    private boolean outcomeFits(AuditItem item) {
        return outcome == null
                ? Arrays.asList(ChangeOutcome.ACCEPTED, ChangeOutcome.REJECTED).contains(item.outcome())
                : outcome == item.outcome();
    }

    private boolean timeFits(Instant at) {
        return (from == null || !at.isBefore(from)) && (to == null || at.isBefore(to));
    }

    /* A zero character, which no text of a question has, so that nothing and an empty text differ. */
    private static String text(@Nullable Object value) {
        return value == null ? "\0" : value.toString();
    }
}
