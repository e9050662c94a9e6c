package tidemark.topology.queries;

/** The copy that was asked for is not here: it is restoring, closing, or on its way to another node. */
final class StoreAway extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreAway(String why) {
        super(why);
    }

    StoreAway(Throwable cause) {
        super(String.valueOf(cause.getMessage()), cause);
    }
}
