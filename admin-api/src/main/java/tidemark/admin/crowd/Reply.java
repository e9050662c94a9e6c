package tidemark.admin.crowd;

/** What a node replied to another. */
public final class Reply {

    /** The question was answered. */
    public static final int OK = 200;

    /** There is too much to look at. */
    public static final int TOO_MUCH = 422;

    private final int status;
    private final byte[] body;

    /**
     * A reply.
     *
     * @param status HTTP status
     * @param body what came with it; kept, not copied
     */
    public Reply(int status, byte[] body) {
        this.status = status;
        this.body = body;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** What came with it; not copied. */
    public byte[] body() {
        return body;
    }
}
