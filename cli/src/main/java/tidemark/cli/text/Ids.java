package tidemark.cli.text;

/** The alphabet of ids: 1..255 printable ASCII characters without space; those of entities, users and roles have no {@code /} either. */
public final class Ids {

    /** Longest id, in characters. */
    public static final int LONGEST = 255;

    private Ids() {}

    /**
     * Gives back an id of an entity, user or role.
     *
     * @throws BadTextException unless it is one
     */
    public static String name(String text) {
        if (!printable(text) || text.indexOf('/') >= 0) {
            throw new BadTextException(
                    "expected 1 to 255 printable ASCII characters without space and without '/', got '" + Shown.of(text)
                            + "'");
        }
        return text;
    }

    /**
     * Gives back an id of an event or a change, which may contain {@code /}.
     *
     * @throws BadTextException unless it is one
     */
    public static String token(String text) {
        if (!printable(text)) {
            throw new BadTextException(
                    "expected 1 to 255 printable ASCII characters without space, got '" + Shown.of(text) + "'");
        }
        return text;
    }

    /** Any text with what ids do not allow replaced by {@code _}, cut to a length. */
    public static String reduce(String text, int longest) {
        String reduced = text.replaceAll("[^\\x21-\\x7e]|/", "_");
        return reduced.substring(0, Math.min(longest, reduced.length()));
    }

    private static boolean printable(String text) {
        return !text.isEmpty() && text.length() <= LONGEST && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }
}
