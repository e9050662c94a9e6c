package tidemark.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import tidemark.cli.text.Amounts;
import tidemark.cli.text.Shown;

/** Records of a topic as one line for people. */
final class RecordText {

    private static final int LONGEST_DETAIL = 500;

    private RecordText() {}

    static String of(Subject subject, JsonNode record) {
        JsonNode value = record.get("value");
        String key = Shown.of(record.path("key").asText("-"));
        if (value.isNull()) {
            return key + " removed";
        }
        return switch (subject) {
            case WARNINGS, EXCEEDED -> crossing(subject, key, value);
            case DECISIONS -> decision(key, value);
            case LEVELS -> level(key, value);
            case REJECTED -> rejected(key, value);
            case CHANGES -> change(value);
        };
    }

    private static String crossing(Subject subject, String key, JsonNode value) {
        String what =
                subject == Subject.WARNINGS ? "warning at " + text(value, "threshold_percent") + " %" : "exceeded";
        return text(value, "at") + " " + key + " " + what + ": " + usage(value) + because(value);
    }

    private static String decision(String key, JsonNode value) {
        JsonNode until = value.path("valid_until");
        return text(value, "at") + " " + key + " " + text(value, "decision") + " " + text(value, "reason") + ": "
                + usage(value) + (until.isTextual() ? ", until " + until.asText() : "") + because(value);
    }

    private static String level(String key, JsonNode value) {
        return text(value, "at") + " " + key + " from " + text(value, "from") + " to " + text(value, "to") + ": "
                + usage(value) + because(value);
    }

    private static String rejected(String key, JsonNode value) {
        return text(value, "topic") + "-" + text(value, "partition") + "@" + text(value, "offset") + " " + key + " "
                + text(value, "reason") + ": " + Shown.of(text(value, "detail"), LONGEST_DETAIL);
    }

    private static String change(JsonNode value) {
        JsonNode subject = value.path("subject");
        String version = value.path("version").isNumber() ? " version " + text(value, "version") : "";
        String reason = value.path("reason").isTextual() ? " " + text(value, "reason") : "";
        String detail = value.path("detail").isTextual() ? ": " + Shown.of(text(value, "detail"), LONGEST_DETAIL) : "";
        return text(value, "at") + " " + named(value, subject) + version + " "
                + text(value, "outcome") + reason + detail + " (by " + text(value.path("actor"), "user_id")
                + ", change "
                + text(value, "change_id") + ")";
    }

    /** An entity is the subject of its own changes; its id need not be read twice. */
    private static String named(JsonNode value, JsonNode subject) {
        String kind = text(subject, "kind").toLowerCase(Locale.ROOT);
        String entity = text(value, "entity_id");
        return "entity".equals(kind) ? kind + " " + entity : entity + " " + kind + " " + text(subject, "id");
    }

    private static String usage(JsonNode value) {
        JsonNode limit = value.path("limit_micros");
        String of = limit.isNumber() ? " of " + Amounts.credits(limit.asLong()) : "";
        String used = Amounts.credits(value.path("used_micros").asLong());
        String role = value.path("role_id").isTextual() ? ", role " + text(value, "role_id") : "";
        return used + of + " credits in " + text(value, "period") + role;
    }

    private static String because(JsonNode value) {
        return " (" + text(value, "cause") + " " + Shown.of(text(value, "caused_by")) + ")";
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("-");
    }
}
