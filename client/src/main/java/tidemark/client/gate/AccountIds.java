package tidemark.client.gate;

/** The alphabet of entity and user ids: 1..255 printable ASCII characters without space and without {@code /}. */
final class AccountIds {

    private static final int LONGEST = 255;

    private AccountIds() {}

    static boolean isOne(String id) {
        int length = id.length();
        if (length == 0 || length > LONGEST) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = id.charAt(i);
            if (c <= ' ' || c > '~' || c == '/') {
                return false;
            }
        }
        return true;
    }

    static void require(String field, String id) {
        if (!isOne(id)) {
            throw new IllegalArgumentException(
                    field + " is 1..255 printable ASCII characters without space and without '/', not '" + id + "'");
        }
    }
}
