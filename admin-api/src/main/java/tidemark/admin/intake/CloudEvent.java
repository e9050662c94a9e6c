package tidemark.admin.intake;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tidemark.admin.body.DecimalCredits;
import tidemark.admin.body.FieldFault;
import tidemark.events.UsageEvent;
import tidemark.ledger.Ids;

/**
 * A CloudEvent of type {@value #TYPE} as it was sent. Attributes beyond those of CloudEvents are extensions and mean nothing here; a field of
 * {@code data} that is not known is refused, because what it says would be lost.
 *
 * @param attributes by name
 * @param data what it is about
 */
record CloudEvent(Map<String, Sent> attributes, Sent data) {

    /** The one type that is taken. */
    static final String TYPE = "tidemark.usage.v1";

    private static final String TOKEN = "1 to 255 printable ASCII characters without space";
    private static final String NAME = TOKEN + " and without '/'";
    private static final String CREDITS =
            "a number between -9007199254.740991 and 9007199254.740991 with at most 6 decimal places, in plain notation";
    private static final String TIME =
            "a time between 1970 and 2399 as RFC 3339 has it, for example 2026-11-22T10:00:00.120Z";
    private static final int MOST_SHOWN = 64;
    private static final int LONGEST_ACTION = 255;
    private static final Pattern ATTRIBUTE = Pattern.compile("[a-z0-9]{1,64}");
    private static final Instant END = Instant.parse("2400-01-01T00:00:00Z");
    private static final Set<String> DATA = Set.of("entity_id", "user_id", "credits", "operation_id", "action");

    /** One that came as a single JSON object. */
    static CloudEvent of(Sent event) {
        if (!(event instanceof Sent.Fields object)) {
            throw new FieldFault(FieldFault.BODY, "a CloudEvent, a JSON object");
        }
        requireOnce(object, "");
        for (String name : object.fields().keySet()) {
            if (!ATTRIBUTE.matcher(name).matches() && !"data_base64".equals(name)) {
                throw new FieldFault(
                        shown(name), "left out: attributes of CloudEvents have lower-case letters and digits");
            }
        }
        if (object.fields().containsKey("data_base64")) {
            throw new FieldFault("data_base64", "left out: data is JSON");
        }
        return new CloudEvent(object.fields(), object.fields().getOrDefault("data", new Sent.Nothing()));
    }

    /**
     * The usage that it tells of.
     *
     * @param now when it happened, where the event does not say so
     * @throws FieldFault naming the first field at fault
     */
    UsageEvent usage(Instant now) {
        requireExactly("specversion", "1.0");
        requireExactly("type", TYPE);
        requireJson();
        String id = token(text(attributes, "", "id", TOKEN), "id");
        String source = token(text(attributes, "", "source", TOKEN), "source");
        Map<String, Sent> fields = fieldsOfData();
        return UsageEvent.newBuilder()
                .setEventId(id)
                .setSource(source)
                .setEntityId(name(text(fields, "data.", "entity_id", NAME), "data.entity_id"))
                .setUserId(user(fields))
                .setOccurredAt(time(now))
                .setCreditsMicros(micros(fields.get("credits")))
                .setOperationId(operation(fields))
                .setAction(action(fields))
                .build();
    }

    /** A text attribute as far as it is one, to tell events apart by; null: it is none. */
    @Nullable
    String shown(CharSequence attribute) {
        return attributes.get(attribute.toString()) instanceof Sent.Text text && Ids.isToken(text.text())
                ? text.text()
                : null;
    }

    private Map<String, Sent> fieldsOfData() {
        if (!(data instanceof Sent.Fields object)) {
            throw new FieldFault("data", "a JSON object");
        }
        requireOnce(object, "data.");
        for (String name : object.fields().keySet()) {
            if (!DATA.contains(name)) {
                throw new FieldFault(
                        "data." + shown(name), "left out: the fields are " + String.join(", ", new TreeSet<>(DATA)));
            }
        }
        return object.fields();
    }

    private void requireExactly(String attribute, String value) {
        if (!value.equals(text(attributes, "", attribute, value))) {
            throw new FieldFault(attribute, value);
        }
    }

    private void requireJson() {
        String type = textOrNull(attributes, "", "datacontenttype", "application/json");
        if (type != null && !MediaType.of(type).is("application/json")) {
            throw new FieldFault("datacontenttype", "application/json");
        }
    }

    /* The subject is CloudEvents' own word for what an event is about; both may name the user, but only the same. */
    private String user(Map<String, Sent> fields) {
        String subject = textOrNull(attributes, "", "subject", NAME);
        String user = textOrNull(fields, "data.", "user_id", NAME);
        if (subject == null && user == null) {
            throw new FieldFault("data.user_id", NAME + ", or else the event must have a subject");
        }
        if (subject != null && user != null && !subject.equals(user)) {
            throw new FieldFault("data.user_id", "the same as subject, or left out");
        }
        return user == null ? name(String.valueOf(subject), "subject") : name(user, "data.user_id");
    }

    private Instant time(Instant now) {
        String time = textOrNull(attributes, "", "time", TIME);
        if (time == null) {
            return now;
        }
        try {
            Instant at = OffsetDateTime.parse(time).toInstant();
            if (!at.isBefore(Instant.EPOCH) && at.isBefore(END)) {
                return at;
            }
        } catch (DateTimeParseException e) {
            /* The message would repeat what the client sent. */
        }
        throw new FieldFault("time", TIME);
    }

    private static long micros(@Nullable Sent credits) {
        String literal = credits instanceof Sent.Figure figure ? figure.literal() : "";
        boolean negative = literal.startsWith("-");
        Long micros = DecimalCredits.micros(negative ? literal.substring(1) : literal);
        if (micros == null) {
            throw new FieldFault("data.credits", CREDITS);
        }
        return negative ? -micros : micros;
    }

    private static @Nullable String operation(Map<String, Sent> fields) {
        String operation = textOrNull(fields, "data.", "operation_id", TOKEN);
        return operation == null ? null : token(operation, "data.operation_id");
    }

    private static @Nullable String action(Map<String, Sent> fields) {
        String action = textOrNull(fields, "data.", "action", "a text of at most 255 characters");
        if (action != null && action.length() > LONGEST_ACTION) {
            throw new FieldFault("data.action", "a text of at most 255 characters");
        }
        return action;
    }

    private static String token(String text, String field) {
        if (!Ids.isToken(text)) {
            throw new FieldFault(field, TOKEN);
        }
        return text;
    }

    private static String name(String text, String field) {
        if (!Ids.isName(text)) {
            throw new FieldFault(field, NAME);
        }
        return text;
    }

    private static String text(Map<String, Sent> fields, String prefix, String field, String expected) {
        String text = textOrNull(fields, prefix, field, expected);
        if (text == null) {
            throw new FieldFault(prefix + field, expected);
        }
        return text;
    }

    private static @Nullable String textOrNull(Map<String, Sent> fields, String prefix, String field, String expected) {
        Sent value = fields.get(field);
        if (value == null || value instanceof Sent.Nothing) {
            return null;
        }
        if (value instanceof Sent.Text text) {
            return text.text();
        }
        throw new FieldFault(prefix + field, expected);
    }

    private static void requireOnce(Sent.Fields object, String prefix) {
        if (object.repeated() != null) {
            throw new FieldFault(prefix + shown(object.repeated()), "there only once");
        }
    }

    private static String shown(String name) {
        return name.length() > MOST_SHOWN ? name.substring(0, MOST_SHOWN) : name;
    }
}
