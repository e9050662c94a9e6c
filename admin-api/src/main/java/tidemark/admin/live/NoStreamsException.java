package tidemark.admin.live;

/** The node cannot open a stream just now. Part of the normal course, so without a stack trace. */
public final class NoStreamsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says why, in a sentence for people. */
    public NoStreamsException(String why) {
        super(why, null, false, false);
    }
}
