package tidemark.admin;

/** The statuses of answers that are no problems. */
final class HttpStatus {

    static final int OK = 200;
    static final int CREATED = 201;

    /** The change was accepted, but is not known to be in force everywhere. */
    static final int ACCEPTED = 202;

    static final int NO_CONTENT = 204;

    private HttpStatus() {}
}
