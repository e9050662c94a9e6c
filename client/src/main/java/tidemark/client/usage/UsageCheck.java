package tidemark.client.usage;

import org.jspecify.annotations.Nullable;
import tidemark.client.gate.Account;
import tidemark.events.UsageEvent;

/** What the ledger asks of a usage event, asked before it is sent. */
public final class UsageCheck {

    /** The largest amount of one event, in micros: 2^53 - 1. */
    public static final long LARGEST = (1L << 53) - 1;

    private static final int LONGEST = 255;

    private UsageCheck() {}

    /**
     * Lets a good event pass.
     *
     * @return whose usage it is
     * @throws IllegalArgumentException naming the field that is wrong
     */
    public static Account require(UsageEvent event) {
        Account account = new Account(event.getEntityId(), event.getUserId());
        requireToken("event_id", event.getEventId());
        requireTokenOrNull("source", event.getSource());
        requireTokenOrNull("operation_id", event.getOperationId());
        String action = event.getAction();
        if (action != null && action.length() > LONGEST) {
            throw new IllegalArgumentException("action has at most 255 characters, not " + action.length());
        }
        requireAmount(event.getCreditsMicros());
        return account;
    }

    /**
     * Lets a good amount pass.
     *
     * @throws IllegalArgumentException if it is too large for one event
     */
    public static long requireAmount(long micros) {
        if (micros > LARGEST || micros < -LARGEST) {
            throw new IllegalArgumentException("credits_micros lies between -(2^53-1) and 2^53-1, unlike " + micros);
        }
        return micros;
    }

    /**
     * Lets a good id pass, and none.
     *
     * @throws IllegalArgumentException naming the field, unless it is absent or 1..255 printable ASCII characters without space
     */
    public static void requireTokenOrNull(String field, @Nullable String token) {
        if (token != null) {
            requireToken(field, token);
        }
    }

    private static void requireToken(String field, String token) {
        boolean good = !token.isEmpty() && token.length() <= LONGEST;
        for (int i = 0; good && i < token.length(); i++) {
            good = token.charAt(i) > ' ' && token.charAt(i) <= '~';
        }
        if (!good) {
            throw new IllegalArgumentException(
                    field + " is 1..255 printable ASCII characters without space, not '" + token + "'");
        }
    }
}
