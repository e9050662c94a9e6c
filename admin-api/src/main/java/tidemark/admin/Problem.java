package tidemark.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The body of an error, as RFC 9457 has it.
 *
 * @param type URN of the kind
 * @param title the kind, for people
 * @param status HTTP status
 * @param detail a sentence about this case, for people
 * @param code the kind, for programs
 * @param field the path segment or query parameter at fault; null: none in particular
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        @Nullable String field) {

    static final String CONTENT_TYPE = "application/problem+json";

    /** One of that kind. */
    static Problem of(ProblemKind kind, String detail) {
        return new Problem(kind.type(), kind.title(), kind.status(), detail, kind.code(), null);
    }

    /**
     * One of that kind, with a status that may differ from the kind's own because a library chose it.
     *
     * @param status 4xx or 5xx
     */
    static Problem of(ProblemKind kind, int status, String detail) {
        return new Problem(kind.type(), kind.title(), status, detail, kind.code(), null);
    }

    /** A path segment or query parameter is not what it should be; the detail names it and what was expected. */
    static Problem invalid(String field, String expected) {
        ProblemKind kind = ProblemKind.INVALID_FIELD;
        return new Problem(
                kind.type(), kind.title(), kind.status(), field + " must be " + expected + ".", kind.code(), field);
    }
}
