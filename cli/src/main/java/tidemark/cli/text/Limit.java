package tidemark.cli.text;

import org.jspecify.annotations.Nullable;

/**
 * A monthly limit.
 *
 * @param micros in micro-credits; null for none
 */
public record Limit(@Nullable Long micros) {

    /** No limit. */
    public static final Limit NONE = new Limit(null);

    /** The limit in credits, or {@code none}. */
    @Override
    public String toString() {
        return micros == null ? "none" : Amounts.credits(micros);
    }
}
