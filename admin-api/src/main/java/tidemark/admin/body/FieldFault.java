package tidemark.admin.body;

/** Something that a client sent is not what it should be. Part of the normal course, so without a stack trace. */
public final class FieldFault extends RuntimeException {

    /** Stands for the body as a whole. */
    public static final String BODY = "body";

    private static final long serialVersionUID = 1L;

    private final String field;
    private final String expected;

    /**
     * A fault.
     *
     * @param field path segment, query parameter or field of the body
     * @param expected what it has to be, to be read after "must be"
     */
    public FieldFault(String field, String expected) {
        super(field + " must be " + expected, null, false, false);
        this.field = field;
        this.expected = expected;
    }

    /** Path segment, query parameter or field of the body. */
    public String field() {
        return field;
    }

    /** What it has to be, to be read after "must be". */
    public String expected() {
        return expected;
    }
}
