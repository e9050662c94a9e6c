package tidemark.admin.access;

/** The caller is known, and may not. */
public final class DeniedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean hidden;

    DeniedException(boolean hidden) {
        super("Denied", null, false, false);
        this.hidden = hidden;
    }

    /** Whether the answer has to be that there is nothing. */
    public boolean hidden() {
        return hidden;
    }
}
