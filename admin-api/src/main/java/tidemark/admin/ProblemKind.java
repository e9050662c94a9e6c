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
    /** A role with this id is there already. */
    ROLE_EXISTS(409, "role-exists", "Role exists"),
    /** The role to delete has members, and nobody said where they are to go. */
    ROLE_IN_USE(409, "role-in-use", "Role in use"),
    /** A role that the request names in passing is not there. */
    UNKNOWN_ROLE(409, "unknown-role", "Unknown role"),
    /** The id was deleted so often that it cannot be used again. */
    ROLE_ID_WORN_OUT(409, "role-id-worn-out", "Role id worn out"),
    /** The topology refused the change for another reason. */
    CHANGE_REJECTED(409, "change-rejected", "Change rejected"),
    /** The role has another version than the request expects. */
    VERSION_MISMATCH(412, "version-mismatch", "Version mismatch"),
    /** A built-in role cannot carry a limit. */
    BUILT_IN_LIMIT(422, "built-in-limit", "Built-in roles carry no limit"),
    /** Custom or built-in is fixed at creation. */
    TYPE_FIXED(422, "type-fixed", "Type is fixed"),
    /** The key came with another request before. */
    IDEMPOTENCY_KEY_REUSED(422, "idempotency-key-reused", "Idempotency key reused"),
    /** The change has to name the version that it is made over. */
    PRECONDITION_REQUIRED(428, "precondition-required", "Precondition required"),
    /** The client took too long to send its request. */
    REQUEST_TIMEOUT(408, "request-timeout", "Request timeout"),
    /** What a cursor goes on with is not held any more. */
    CURSOR_EXPIRED(410, "cursor-expired", "Cursor expired"),
    /** The request has a larger body than is read. */
    CONTENT_TOO_LARGE(413, "content-too-large", "Content too large"),
    /** The URL is too long. */
    URI_TOO_LONG(414, "uri-too-long", "URI too long"),
    /** There are more accounts to look at than can be in the time and the room that there is. */
    TOO_MANY_ACCOUNTS(422, "too-many-accounts", "Too many accounts"),
    /** The headers are too large. */
    HEADERS_TOO_LARGE(431, "headers-too-large", "Request headers too large"),
    /** A fault of ours. */
    INTERNAL_ERROR(500, "internal-error", "Internal error"),
    /** The change was handed in, and may still be carried out. */
    OUTCOME_UNKNOWN(504, "outcome-unknown", "Outcome unknown"),
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
            if (kind.status == status && kind.isGeneral()) {
                return kind;
            }
        }
        return status >= 500 ? INTERNAL_ERROR : BAD_REQUEST;
    }

    /* Of kinds with one status only one says no more than the status does. */
    private boolean isGeneral() {
        return switch (this) {
            case INVALID_FIELD,
                    ROLE_EXISTS,
                    ROLE_IN_USE,
                    UNKNOWN_ROLE,
                    ROLE_ID_WORN_OUT,
                    CHANGE_REJECTED,
                    VERSION_MISMATCH,
                    BUILT_IN_LIMIT,
                    TYPE_FIXED,
                    IDEMPOTENCY_KEY_REUSED,
                    PRECONDITION_REQUIRED,
                    OUTCOME_UNKNOWN -> false;
            default -> true;
        };
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
