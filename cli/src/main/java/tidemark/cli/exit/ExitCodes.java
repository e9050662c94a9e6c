package tidemark.cli.exit;

/** What the exit code of a command says. */
public final class ExitCodes {

    /** Done. */
    public static final int DONE = 0;
    /** Refused or rejected; of an import, at least one row was. */
    public static final int REFUSED = 1;
    /** The command was used in a wrong way; nothing was done. */
    public static final int WRONG_USE = 2;
    /** Something cannot be reached, or the outcome is not known. */
    public static final int UNKNOWN = 3;

    private ExitCodes() {}
}
