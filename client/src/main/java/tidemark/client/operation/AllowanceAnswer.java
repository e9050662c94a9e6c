package tidemark.client.operation;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tidemark.client.gate.BlockedBy;
import tidemark.events.DecisionReason;

/** The answer of {@code POST /v1/entities/{entity}/users/{user}/check?amounts=true}, field by field. Fields it does not need may be anything. */
final class AllowanceAnswer {

    private static final int DECIMALS = 6;

    private final Map<?, ?> fields;

    private AllowanceAnswer(Map<?, ?> fields) {
        this.fields = fields;
    }

    /** @throws IllegalArgumentException naming what is wrong */
    static Allowance read(String body) {
        return new AllowanceAnswer(asObject("the answer", JsonReader.read(body))).allowance();
    }

    private Allowance allowance() {
        if (!(fields.get("allowed") instanceof Boolean allowed)) {
            throw new IllegalArgumentException("allowed is true or false, not " + fields.get("allowed"));
        }
        String by = text("blocked_by");
        BlockedBy blockedBy = by == null ? BlockedBy.NONE : named(BlockedBy.class, "blocked_by", by);
        if (allowed != (blockedBy == BlockedBy.NONE)) {
            throw new IllegalArgumentException("allowed is " + allowed + " and blocked_by is " + by);
        }
        return new Allowance(blockedBy, reason(), resetsAt(), amount("user"), amount("entity"));
    }

    /** A reason that this version does not know is none that it could tell apart. */
    private @Nullable DecisionReason reason() {
        String reason = text("reason");
        if (reason == null) {
            return null;
        }
        return Arrays.stream(DecisionReason.values())
                .filter(known -> known.name().equals(reason))
                .findAny()
                .orElse(DecisionReason.UNKNOWN);
    }

    private @Nullable Instant resetsAt() {
        String instant = text("resets_at");
        try {
            return instant == null ? null : Instant.parse(instant);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("resets_at is an instant, not " + instant, e);
        }
    }

    private Amount amount(String bound) {
        Map<?, ?> amounts = asObject(bound, fields.get(bound));
        Long used = micros(bound + ".used_credits", amounts.get("used_credits"));
        if (used == null) {
            throw new IllegalArgumentException(bound + ".used_credits is missing");
        }
        return new Amount(used, micros(bound + ".limit_credits", amounts.get("limit_credits")));
    }

    /** Credits as an exact decimal, be it a number or a string. */
    private static @Nullable Long micros(String field, @Nullable Object value) {
        try {
            if (value == null) {
                return null;
            }
            BigDecimal credits = value instanceof BigDecimal number ? number : new BigDecimal((String) value);
            return credits.movePointRight(DECIMALS).longValueExact();
        } catch (ClassCastException | ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    field + " is a decimal with at most " + DECIMALS + " places, not " + value, e);
        }
    }

    private @Nullable String text(String field) {
        Object value = fields.get(field);
        if (value != null && !(value instanceof String)) {
            throw new IllegalArgumentException(field + " is a text, not " + value);
        }
        return (String) value;
    }

    private static Map<?, ?> asObject(String field, @Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            return object;
        }
        throw new IllegalArgumentException(field + " is an object, not " + value);
    }

    private static <E extends Enum<E>> E named(Class<E> type, String field, String name) {
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    field + " is one of " + Arrays.toString(type.getEnumConstants()) + ", not " + name, e);
        }
    }
}
