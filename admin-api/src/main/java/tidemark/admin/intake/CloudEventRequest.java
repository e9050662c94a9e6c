package tidemark.admin.intake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidemark.admin.body.FieldFault;

/**
 * A request with CloudEvents, in one of the three modes of their HTTP binding.
 *
 * @param mode which
 * @param headers of the request
 * @param body as it came
 */
public record CloudEventRequest(
        Mode mode,
        Map<String, List<String>> headers,
        @SuppressWarnings("ArrayRecordComponent") byte[] body) {

    /** How events lie in a request. */
    public enum Mode {
        /** One, as a JSON object: {@code application/cloudevents+json}. */
        STRUCTURED,
        /** Any number, as a JSON array: {@code application/cloudevents-batch+json}. */
        BATCH,
        /** One, its attributes in headers, its data the body: {@code application/json} with {@code ce-*}. */
        BINARY
    }

    /** What can be sent, for people. */
    public static final String MEDIA_TYPES =
            "application/cloudevents+json, application/cloudevents-batch+json, or application/json with"
                    + " headers that begin with ce-";

    /**
     * The request that this is; empty: its media type is none of those that are read.
     *
     * @param contentType value of that header; empty: there is none
     */
    public static Optional<CloudEventRequest> of(String contentType, Map<String, List<String>> headers, byte[] body) {
        MediaType type = MediaType.of(contentType);
        if (type.is("application/cloudevents+json")) {
            return Optional.of(new CloudEventRequest(Mode.STRUCTURED, headers, body));
        }
        if (type.is("application/cloudevents-batch+json")) {
            return Optional.of(new CloudEventRequest(Mode.BATCH, headers, body));
        }
        return type.is("application/json") && BinaryMode.isUsed(headers)
                ? Optional.of(new CloudEventRequest(Mode.BINARY, headers, body))
                : Optional.empty();
    }

    /** Whether it has any number of events. */
    public boolean isBatch() {
        return mode == Mode.BATCH;
    }

    CloudEvent single() {
        return mode == Mode.BINARY ? BinaryMode.read(headers, body) : CloudEvent.of(StrictJson.read(body));
    }

    List<Sent> batch() {
        if (StrictJson.read(body) instanceof Sent.Items items && items.items().size() <= UsageIntake.MOST_EVENTS) {
            return items.items();
        }
        throw new FieldFault(FieldFault.BODY, "a JSON array of at most " + UsageIntake.MOST_EVENTS + " CloudEvents");
    }
}
