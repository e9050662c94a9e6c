package tidemark.admin.intake;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON value as a client sent it: nothing interpreted, nothing lost. */
sealed interface Sent {

    /** A text. */
    record Text(String text) implements Sent {}

    /**
     * A number.
     *
     * @param literal as it was written, so that no digit is lost
     */
    record Figure(String literal) implements Sent {}

    /** True or false. */
    record Flag(boolean flag) implements Sent {}

    /** Null. */
    record Nothing() implements Sent {}

    /** A list. */
    record Items(List<Sent> items) implements Sent {}

    /**
     * An object.
     *
     * @param fields by name, in the order in which they came
     * @param repeated the first field that was there twice; null: none was. Which of its values was meant nobody can tell
     */
    record Fields(Map<String, Sent> fields, @Nullable String repeated) implements Sent {}
}
