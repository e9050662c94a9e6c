package tidemark.admin.access;

/** Nobody can tell just now whether the caller may; asking again helps. The message is a sentence for people. */
public final class CannotJudgeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Without a stack trace: part of the normal course. */
    public CannotJudgeException(String message) {
        super(message, null, false, false);
    }
}
