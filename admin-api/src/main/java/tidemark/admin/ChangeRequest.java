package tidemark.admin;

import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tidemark.admin.access.Permit;
import tidemark.admin.body.FieldFault;
import tidemark.admin.body.StrictBody;
import tidemark.admin.changes.ChangeKeys;
import tidemark.events.Actor;
import tidemark.ledger.Ids;

/** A request that changes something: who asks, under which id, over which version, with what body. */
final class ChangeRequest {

    /** Names the change that a request was handed in as, in every answer to one. */
    static final String CHANGE_ID = "Tidemark-Change-Id";

    static final String KEY = "Idempotency-Key";
    static final String IF_MATCH = "If-Match";

    private static final Pattern VERSION = Pattern.compile("\"(0|[1-9][0-9]{0,17})\"");
    private static final Pattern OTHER_TAG = Pattern.compile("(W/)?\"[\\x21\\x23-\\x7e]*\"");

    private final Question question;
    private final Context ctx;
    private final String entity;
    private final String changeId;
    private final boolean keyed;

    private ChangeRequest(Question question, String entity, @Nullable String key) {
        this.question = question;
        this.ctx = question.ctx();
        this.entity = entity;
        this.keyed = key != null;
        this.changeId = key == null
                ? ChangeKeys.fresh()
                : ChangeKeys.keyed(Permit.of(ctx).caller(), entity, key);
    }

    /**
     * The change that a request asks for.
     *
     * @param parameters the query parameters that it may have
     * @throws FieldFault if its key is none, or its query has others
     */
    static ChangeRequest of(Context ctx, Set<String> parameters) {
        new Parameters(ctx, parameters);
        Question question = new Question(ctx);
        String key = header(ctx, KEY);
        if (key != null && !Ids.isToken(key)) {
            throw new FieldFault(KEY, "1 to 255 printable ASCII characters without space");
        }
        ChangeRequest request = new ChangeRequest(question, question.name(Routes.ENTITY), key);
        ctx.header(CHANGE_ID, request.changeId);
        return request;
    }

    Question question() {
        return question;
    }

    String entity() {
        return entity;
    }

    /** Identifies the change: sent again, it counts once. */
    String changeId() {
        return changeId;
    }

    /** Whether the asker chose the id, so that it may be that of an earlier request. */
    boolean isKeyed() {
        return keyed;
    }

    /** Who asks, and by what right. */
    Actor actor() {
        return Permit.of(ctx).actor();
    }

    /** The body, of which those fields are known. */
    StrictBody body(Set<String> known) {
        return StrictBody.read(question.smallBody(), known);
    }

    /** A body that holds a whole role, which may be long. */
    StrictBody wholeRole(Set<String> known) {
        return StrictBody.read(question.body(RoleWrites.MAX_BODY_BYTES), known);
    }

    /** Refuses a body where there is nothing to say. */
    void withoutBody() {
        if (ctx.bodyAsBytes().length > 0) {
            throw new FieldFault(FieldFault.BODY, "empty");
        }
    }

    /**
     * The version that the change is made over.
     *
     * @throws Refusal if it is not named, or cannot be that of any role
     */
    long expectedVersion() {
        String tag = header(ctx, IF_MATCH);
        if (tag == null) {
            throw new Refusal(Problem.of(
                            ProblemKind.PRECONDITION_REQUIRED,
                            "A change of a role needs the header If-Match with the ETag that the role was read with.")
                    .on(IF_MATCH));
        }
        Matcher version = VERSION.matcher(tag.strip());
        if (version.matches()) {
            return Long.parseLong(version.group(1));
        }
        if (OTHER_TAG.matcher(tag.strip()).matches()) {
            throw staleVersion("The role has another version than the one that If-Match names.");
        }
        throw new FieldFault(IF_MATCH, "one ETag as the role was read with, for example \"3\"");
    }

    /** Refuses a condition that nobody would look at. */
    void withoutVersion() {
        if (header(ctx, IF_MATCH) != null) {
            throw new FieldFault(IF_MATCH, "left out: only roles have versions that changes can be made over");
        }
    }

    static Refusal staleVersion(String detail) {
        return new Refusal(Problem.of(ProblemKind.VERSION_MISMATCH, detail).on(IF_MATCH));
    }

    private static @Nullable String header(Context ctx, String name) {
        List<String> values = Collections.list(ctx.req().getHeaders(name));
        if (values.size() > 1) {
            throw new FieldFault(name, "there only once");
        }
        return values.isEmpty() ? null : values.get(0);
    }
}
