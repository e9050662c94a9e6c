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

    /**
     * Compares where a record lies with where its key belongs; only for records that nobody sends on.
     *
     * @param key the key's text
     * @param partitions of the record's topic
     * @return null when it lies there
     */
    public static @Nullable Rejection judgePlace(Inbound inbound, String key, Partitions partitions) {
        int expected = partitions.of(AccountKeys.bytes(key));
        return inbound.partition() == expected
                ? null
                : new Rejection(
                        Reason.WRONG_PARTITION,
                        "the record lies on partition " + inbound.partition() + "; expected partition " + expected
                                + " for key '" + key + "', as Kafka's Java producer chooses it");
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "… (" + text.length() + " characters)";
    }
}
