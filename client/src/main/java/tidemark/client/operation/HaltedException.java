package tidemark.client.operation;

/** The next step of an operation, or its first, must not begin. */
public final class HaltedException extends RuntimeException {

    private final transient Halt halt;

    /** Carries the halt; the text is the one for the user. */
    public HaltedException(Halt halt) {
        super(halt.message());
        this.halt = halt;
    }

    /** What was spent, why it ends, and until when. */
    public Halt halt() {
        return halt;
    }
}
