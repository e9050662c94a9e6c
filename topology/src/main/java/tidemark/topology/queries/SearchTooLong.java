package tidemark.topology.queries;

/** There are more accounts to look at than can be in the time that there is. */
public final class SearchTooLong extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Stopped there. */
    public SearchTooLong() {
        super("There are too many accounts to look at.", null, false, false);
    }
}
