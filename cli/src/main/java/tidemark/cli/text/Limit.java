package tidemark.cli.text;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A monthly limit.
 *
 * @param micros in micro-credits; null for none
 */
public record Limit(@Nullable Long micros) {

    /** No limit. */
    public static final Limit NONE = new Limit(null);

    /** Puts the limit into an object: {@code limit_credits} and {@code limit_micros}, null for none. */
    public void addTo(ObjectNode object) {
        object.set(
                "limit_credits",
                micros == null ? object.nullNode() : DecimalNode.valueOf(new BigDecimal(Amounts.credits(micros))));
        object.put("limit_micros", micros);
    }

    /** The limit in credits, or {@code none}. */
    @Override
    public String toString() {
        return micros == null ? "none" : Amounts.credits(micros);
    }
}
