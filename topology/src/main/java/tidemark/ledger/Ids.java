package tidemark.ledger;

import org.jspecify.annotations.Nullable;

/** The alphabet of ids: 1..255 printable ASCII characters without space, and for most of them without a slash. */
public final class Ids {

    /** The longest id, in characters. */
    public static final int MAX_LENGTH = 255;

    private Ids() {}

    /** Whether this can name an entity, user or role: no slash, so that {@code entity/user} is unambiguous. */
    public static boolean isName(@Nullable String id) {
        return id != null && isToken(id) && id.indexOf('/') < 0;
    }

    /** Whether this can be an event, change, operation or source id: a slash is fine. */
    public static boolean isToken(@Nullable String id) {
        if (id == null || id.isEmpty() || id.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (c <= ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    /** Whether the id is absent or can be an event, change, operation or source id. */
    public static boolean isTokenOrNull(@Nullable String id) {
        return id == null || isToken(id);
    }
}
