package tidemark.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Command.Charge;

/** What is refused of usage before any state is touched: ids, amounts, and times against the arrival (R12). */
public final class Intake {

    /** The longest {@code action}, in characters. */
    public static final int MAX_ACTION = 255;

    private Intake() {}

    /**
     * Judges the texts of a usage event.
     *
     * @return null when they are fine
     */
    public static @Nullable Rejection judgeTexts(
            @Nullable String eventId,
            @Nullable String entityId,
            @Nullable String userId,
            @Nullable String source,
            @Nullable String operationId,
            @Nullable String action) {
        if (!Ids.isToken(eventId)) {
            return badId("event_id", eventId, "");
        }
        if (!Ids.isName(entityId)) {
            return badId("entity_id", entityId, " and without '/'");
        }
        if (!Ids.isName(userId)) {
            return badId("user_id", userId, " and without '/'");
        }
        if (!Ids.isTokenOrNull(source)) {
            return badId("source", source, "");
        }
        if (!Ids.isTokenOrNull(operationId)) {
            return badId("operation_id", operationId, "");
        }
        if (action != null && action.length() > MAX_ACTION) {
            return new Rejection(
                    Reason.INVALID_FIELD,
                    "action has " + action.length() + " characters, at most " + MAX_ACTION + " are accepted");
        }
        return null;
    }

    /** The refusal of an id, naming the field and what was expected. */
    public static Rejection badId(String field, @Nullable String value, String more) {
        String shown = value == null ? "absent" : "'" + shortened(value) + "'";
        return new Rejection(
                Reason.INVALID_ID,
                field + " is " + shown + "; expected 1.." + Ids.MAX_LENGTH + " printable ASCII characters without space"
                        + more);
    }

    static @Nullable Rejection judge(Charge charge, Policy policy) {
        if (!Credits.inRange(charge.micros())) {
            return new Rejection(
                    Reason.AMOUNT_OUT_OF_RANGE,
                    "credits_micros is " + charge.micros() + "; expected -" + Credits.MAX_MICROS + ".."
                            + Credits.MAX_MICROS);
        }
        if (charge.occurredAt() > charge.arrival() + policy.earlyMillis()) {
            return wrongTime(Reason.TOO_EARLY, charge, "at most " + policy.earlyMillis() / 1000 + " s after");
        }
        if (charge.occurredAt() < Math.max(0, charge.arrival() - policy.lateMillis())) {
            return wrongTime(Reason.TOO_LATE, charge, "at most " + policy.lateMillis() / 1000 + " s before");
        }
        return null;
    }

    private static Rejection wrongTime(Reason reason, Charge charge, String bound) {
        return new Rejection(
                reason,
                "occurred_at is " + Instant.ofEpochMilli(charge.occurredAt()) + "; expected " + bound
                        + " the record's arrival at " + Instant.ofEpochMilli(charge.arrival()));
    }

    private static String shortened(String value) {
        return value.length() <= 60 ? value : value.substring(0, 60) + "… (" + value.length() + " characters)";
    }
}
