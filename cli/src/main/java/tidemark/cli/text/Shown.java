package tidemark.cli.text;

/** Foreign text made fit to be shown in a message: short and without control characters. */
public final class Shown {

    private static final int LONGEST = 80;

    private Shown() {}

    /** The text itself, cut and cleaned where needed. */
    public static String of(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        return cut.replaceAll("\\p{Cntrl}", "?");
    }
}
