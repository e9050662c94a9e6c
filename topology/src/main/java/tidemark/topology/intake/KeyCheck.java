package tidemark.topology.intake;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Reason;
import tidemark.ledger.Rejection;

/** The rule that a record's key must say what its value says (R18). */
public final class KeyCheck {

    private static final int SHOWN = 100;

    private KeyCheck() {}

    /**
     * Compares a key with what the value demands.
     *
     * @param key key as it came
     * @param expected {@code entity/user} or {@code entity}, made from the value
     * @return null when they agree
     */
    public static @Nullable Rejection judge(byte @Nullable [] key, String expected) {
        if (key != null && Arrays.equals(key, AccountKeys.bytes(expected))) {
            return null;
        }
        if (key == null) {
            return new Rejection(Reason.MISSING_KEY, "key is absent; expected '" + expected + "', as the value says");
        }
        String text = AccountKeys.text(key);
        return text == null
                ? new Rejection(Reason.MISSING_KEY, "key is not UTF-8 text; expected '" + expected + "'")
                : new Rejection(
                        Reason.KEY_MISMATCH,
                        "key is '" + shortened(text) + "'; expected '" + expected + "', as the value says");
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "… (" + text.length() + " characters)";
    }
}
