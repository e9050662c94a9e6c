package tidemark.admin.access;

import org.jspecify.annotations.Nullable;

/** Whether a caller may do something. */
public sealed interface Judgement {

    /**
     * The caller may.
     *
     * @param authority the permission or scope under which, as it is recorded in changes
     * @param mspId the MSP that the caller acts for; null: for none
     */
    record Allowed(String authority, @Nullable String mspId) implements Judgement {}

    /** The caller may not, but has some right in the entity, so that it is no secret. */
    record Forbidden() implements Judgement {}

    /** The caller may not, and is not told either whether the entity exists. */
    record Hidden() implements Judgement {}
}
