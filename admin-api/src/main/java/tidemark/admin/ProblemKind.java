package tidemark.admin;

/** The kinds of errors that the API answers with, each documented in {@code docs/http-api.md}. */
enum ProblemKind {
    /** A path segment or query parameter is not what it should be. */
    INVALID_FIELD(400, "invalid-field", "Invalid field"),
    /** The request is no proper HTTP, or its URL no proper URL. */
    BAD_REQUEST(400, "bad-request", "Bad request"),
    /** The caller is not known: no token, or none that counts. */
    UNAUTHENTICATED(401, "unauthenticated", "Unauthenticated"),
    /** The caller is known and may not. */
    FORBIDDEN(403, "forbidden", "Forbidden"),
    /** There is nothing under this path, or nothing that the caller may know of. */
    NOT_FOUND(404, "not-found", "Not found"),
    /** The path exists, the method does not. */
    METHOD_NOT_ALLOWED(405, "method-not-allowed", "Method not allowed"),
    /** The client took too long to send its request. */
    REQUEST_TIMEOUT(408, "request-timeout", "Request timeout"),
    /** What a cursor goes on with is not held any more. */
    CURSOR_EXPIRED(410, "cursor-expired", "Cursor expired"),
    /** The request has a larger body than is read. */
    CONTENT_TOO_LARGE(413, "content-too-large", "Content too large"),
    /** The request's body is of no kind that is read here. */
    UNSUPPORTED_MEDIA_TYPE(415, "unsupported-media-type", "Unsupported media type"),
    /** The caller has as many streams open as one may have. */
    TOO_MANY_STREAMS(429, "too-many-streams", "Too many streams"),
    /** The URL is too long. */
    URI_TOO_LONG(414, "uri-too-long", "URI too long"),
    /** There are more accounts to look at than can be in the time and the room that there is. */
    TOO_MANY_ACCOUNTS(422, "too-many-accounts", "Too many accounts"),
    /** A limit has been reached: the user is to read the detail. */
    LIMIT_REACHED(429, "limit-reached", "Usage limit reached"),
    /** The headers are too large. */
    HEADERS_TOO_LARGE(431, "headers-too-large", "Request headers too large"),
    /** A fault of ours. */
    INTERNAL_ERROR(500, "internal-error", "Internal error"),
    /** The node is starting, restoring, rebalancing or closing. */
    NOT_READY(503, "not-ready", "Not ready");

    private static final String PREFIX = "urn:tidemark:problem:";

    private final int status;
    private final String code;
    private final String title;

    ProblemKind(int status, String code, String title) {
        this.status = status;
        this.code = code;
        this.title = title;
    }

    /** The kind for a status that a library chose; an unforeseen one counts as the general kind of its class. */
    static ProblemKind ofStatus(int status) {
        for (ProblemKind kind : values()) {
            if (kind.status == status && kind != INVALID_FIELD) {
                return kind;
            }
        }
        return status >= 500 ? INTERNAL_ERROR : BAD_REQUEST;
    }

    int status() {
        return status;
    }

    /** What programs tell errors apart by; stable. */
    String code() {
        return code;
    }

    /** The URN that names the kind; stable. */
    String type() {
        return PREFIX + code;
    }

    String title() {
        return title;
    }
}
