package tidemark.admin.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tidemark.admin.body.FieldFault;

/**
 * What became of one event of a batch.
 *
 * @param index where it stood in the batch, from 0
 * @param id its id; null: it has none that is one
 * @param source its source; null: it has none that is one
 * @param result what became of it
 * @param field what is at fault; null: nothing
 * @param reason a sentence about that, for people; null: it was accepted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ItemResult(
        int index,
        @Nullable String id,
        @Nullable String source,
        Result result,
        @Nullable String field,
        @Nullable String reason) {

    private static final String FORBIDDEN = "The token does not give the right to write usage of this entity.";

    /** What can become of an event. */
    public enum Result {
        /** It is in the log. */
        ACCEPTED,
        /** It cannot be used, now or later. */
        INVALID,
        /** The caller may not write usage of that entity. */
        FORBIDDEN;

        /** As answers have it. */
        @JsonValue
        public String written() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static ItemResult accepted(int index, CloudEvent event) {
        return new ItemResult(index, event.shown("id"), event.shown("source"), Result.ACCEPTED, null, null);
    }

    static ItemResult forbidden(int index, CloudEvent event) {
        return new ItemResult(
                index, event.shown("id"), event.shown("source"), Result.FORBIDDEN, "data.entity_id", FORBIDDEN);
    }

    static ItemResult invalid(int index, @Nullable CloudEvent event, FieldFault fault) {
        return new ItemResult(
                index,
                event == null ? null : event.shown("id"),
                event == null ? null : event.shown("source"),
                Result.INVALID,
                fault.field(),
                fault.getMessage() + ".");
    }
}
