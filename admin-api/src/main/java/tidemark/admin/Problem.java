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
 * @param field the path segment, query parameter, header or field of the body at fault; null: none in particular
 * @param changeId the change that was handed in; null: none was
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        @Nullable String field,
        @Nullable String changeId) {

    static final String CONTENT_TYPE = "application/problem+json";

    /** One of that kind. */
    static Problem of(ProblemKind kind, String detail) {
        return new Problem(kind.type(), kind.title(), kind.status(), detail, kind.code(), null, null);
    }

    /**
     * One of that kind, with a status that may differ from the kind's own because a library chose it.
     *
     * @param status 4xx or 5xx
     */
    static Problem of(ProblemKind kind, int status, String detail) {
        return new Problem(kind.type(), kind.title(), status, detail, kind.code(), null, null);
    }

    /** The same, saying what is at fault. */
    Problem on(@Nullable String name) {
        return new Problem(type, title, status, detail, code, name, changeId);
    }

    /** The same, of a change that was handed in. */
    Problem ofChange(String id) {
        return new Problem(type, title, status, detail, code, field, id);
    }

    /** A path segment, query parameter or field of the body is not what it should be; the detail names it and what was expected. */
    static Problem invalid(String field, String expected) {
        ProblemKind kind = ProblemKind.INVALID_FIELD;
        return of(kind, field + " must be " + expected + ".").on(field);
    }
}
