package tidemark.admin;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tidemark.admin.audit.AuditKind;
import tidemark.admin.audit.AuditLog;
import tidemark.admin.audit.AuditQuestion;
import tidemark.events.ChangeOutcome;

/** Tells who changed what in an entity, newest first, page by page. */
final class AuditEndpoint implements Handler {

    static final String PATH = "/v1/entities/{entity}/audit";

    private static final Set<String> PARAMETERS =
            Set.of("subject", "actor", "kind", "outcome", "from", "to", "limit", "cursor");
    private static final Set<ChangeOutcome> OUTCOMES =
            Set.of(ChangeOutcome.ACCEPTED, ChangeOutcome.REJECTED, ChangeOutcome.NO_CHANGE, ChangeOutcome.DUPLICATE);
    private static final String MOMENT = "a moment in UTC between 1970 and 9999, like 2026-11-01T00:00:00Z";
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
    private static final int LONGEST_ACTOR = 255;

    private final AuditLog log;

    AuditEndpoint(AuditLog log) {
        this.log = log;
    }

    @Override
    public void handle(Context ctx) {
        Question question = new Question(ctx);
        Parameters query = new Parameters(ctx, PARAMETERS);
        AuditQuestion asked = new AuditQuestion(
                question.name(Routes.ENTITY),
                query.name("subject"),
                query.read("actor", AuditEndpoint::actor, "1 to 255 characters"),
                query.read("kind", AuditEndpoint::kind, "ROLE, LIMIT, ASSIGNMENT or ENTITY"),
                query.read("outcome", AuditEndpoint::outcome, "ACCEPTED, REJECTED, NO_CHANGE or DUPLICATE"),
                query.read("from", AuditEndpoint::moment, MOMENT),
                query.read("to", AuditEndpoint::moment, MOMENT),
                query.limit(),
                query.text("cursor"));
        ctx.future(() -> log.page(asked)
                .thenAccept(page -> question.answer(
                        new ListBody<>(page.items().stream().map(AuditBody::of).toList(), page.nextCursor()))));
    }

    private static @Nullable String actor(String text) {
        return text.isEmpty() || text.length() > LONGEST_ACTOR ? null : text;
    }

    private static @Nullable AuditKind kind(String text) {
        return Arrays.stream(AuditKind.values())
                .filter(kind -> kind.name().equals(text))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable ChangeOutcome outcome(String text) {
        return OUTCOMES.stream()
                .filter(outcome -> outcome.name().equals(text))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Instant moment(String text) {
        try {
            Instant moment = Instant.parse(text);
            return moment.isBefore(Instant.EPOCH) || moment.isAfter(LATEST) ? null : moment;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
