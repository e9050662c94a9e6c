package tidemark.cli.text;

/** Foreign text made fit to be shown in a message: short and without control characters. */
public final class Shown {

    private static final int LONGEST = 80;

    private Shown() {}

    /** The text itself, cut and cleaned where needed. */
    public static String of(String text) {
        return of(text, LONGEST);
    }

    /** The text itself, cut to a length of one's own and cleaned where needed. */
    public static String of(String text, int longest) {
        String cut = text.length() > longest ? text.substring(0, longest) + "..." : text;
        return cut.replaceAll("\\p{Cntrl}", "?");
    }
}
