package tidemark.admin.live;

/** The caller has as many streams open as one may have. Part of the normal course, so without a stack trace. */
public final class TooManyStreamsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says so, in a sentence for people. */
    public TooManyStreamsException(int most) {
        super(
                "There are " + most + " streams of this caller already, as many as one may have on a node.",
                null,
                false,
                false);
    }
}
