package tidemark.cli.usage;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import tidemark.cli.text.Amounts;
import tidemark.cli.text.Shown;

/** What a node says about a user's or an entity's month, for people. */
public final class UsageAnswer {

    private UsageAnswer() {}

    /** A user's month, with both bounds and which of them blocks. */
    public static String ofUser(JsonNode usage) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                "%s/%s in %s%n", plain(usage, "entity_id"), plain(usage, "user_id"), plain(usage, "period")));
        line(text, "used", spent(usage, "no individual limit"));
        // A node of an earlier version says nothing about the entity.
        if (usage.path("entity").isObject()) {
            line(text, "entity", spent(usage.path("entity"), "no limit"));
        }
        line(text, "level", plain(usage, "level"));
        line(text, "blocked", blocked(usage));
        if (usage.path("message").isTextual()) {
            line(text, "message", plain(usage, "message"));
        }
        whileBlocked(text, usage);
        line(text, "role", role(usage));
        line(text, "events", plain(usage, "events"));
        line(text, "resets at", plain(usage, "resets_at"));
        line(text, "as of", plain(usage, "as_of"));
        return text.toString();
    }

    /** An entity's month. */
    public static String ofEntity(JsonNode usage) {
        StringBuilder text = new StringBuilder();
        text.append(String.format("entity %s in %s%n", plain(usage, "entity_id"), plain(usage, "period")));
        line(text, "used", spent(usage, "no limit"));
        line(text, "level", plain(usage, "level"));
        line(text, "blocked", usage.path("blocked").asBoolean() ? "yes" : "no");
        whileBlocked(text, usage);
        line(text, "events", plain(usage, "events"));
        line(text, "name", Shown.of(plain(usage, "display_name")));
        line(text, "MSP", plain(usage, "msp_id"));
        line(text, "version", plain(usage, "version"));
        line(text, "resets at", plain(usage, "resets_at"));
        line(text, "as of", plain(usage, "as_of"));
        return text.toString();
    }

    private static void whileBlocked(StringBuilder text, JsonNode usage) {
        if (usage.path("used_while_blocked_micros").asLong() != 0) {
            line(text, "while blocked", credits(usage, "used_while_blocked_micros") + " credits");
        }
    }

    private static String spent(JsonNode usage, String withoutLimit) {
        JsonNode limit = usage.path("limit_micros");
        String used = credits(usage, "used_micros");
        if (!limit.isIntegralNumber()) {
            return used + " credits, " + withoutLimit;
        }
        return used + " of " + Amounts.credits(limit.asLong()) + " credits" + percent(usage, limit.asLong()) + ", "
                + credits(usage, "remaining_micros") + " left";
    }

    private static String percent(JsonNode usage, long limit) {
        if (limit <= 0) {
            return "";
        }
        BigDecimal percent = BigDecimal.valueOf(usage.path("used_micros").asLong())
                .movePointRight(2)
                .divide(BigDecimal.valueOf(limit), 1, RoundingMode.DOWN);
        return " (" + percent.toPlainString() + " %)";
    }

    private static String blocked(JsonNode usage) {
        if (!usage.path("blocked").asBoolean()) {
            return "no";
        }
        return switch (plain(usage, "blocked_by")) {
            case "USER" -> "yes, by the role's limit";
            case "ENTITY" -> "yes, by the entity's limit";
            case "BOTH" -> "yes, by the role's limit and by the entity's";
            default -> "yes";
        };
    }

    private static String role(JsonNode usage) {
        String held = usage.path("role_id").isTextual()
                ? plain(usage, "role_id") + " (version " + plain(usage, "role_version") + ")"
                : "none";
        String pending =
                usage.path("pending_role_id").isTextual() ? ", waiting for " + plain(usage, "pending_role_id") : "";
        return held + pending;
    }

    private static String credits(JsonNode usage, String field) {
        return Amounts.credits(usage.path(field).asLong());
    }

    private static String plain(JsonNode usage, String field) {
        JsonNode value = usage.path(field);
        return value.isNull() || value.isMissingNode() ? "-" : value.asText();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format("  %-14s%s%n", name, value));
    }
}
