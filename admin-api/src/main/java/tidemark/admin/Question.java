package tidemark.admin;

import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Ids;
import tidemark.ledger.Period;
import tidemark.topology.queries.QueryAnswer;

/**
 * A request for usage: what it names, and the two answers that say nothing about usage.
 *
 * @param ctx the request and its answer
 */
record Question(Context ctx) {

    private static final int TEMPORARY_REDIRECT = 307;

    /**
     * An id in the path.
     *
     * @throws Refusal if it is none
     */
    String name(String field) {
        String id = ctx.pathParam(field);
        if (!Ids.isName(id)) {
            throw new Refusal(Problem.invalid(
                    field,
                    "1 to 255 printable ASCII characters without space and without '/', percent-encoded as UTF-8"));
        }
        return id;
    }

    /**
     * The month asked for; null: the current one.
     *
     * @throws Refusal if it is no month
     */
    @Nullable
    Period period() {
        List<String> values = ctx.queryParamMap().get("period");
        if (values == null) {
            return null;
        }
        try {
            if (values.size() == 1) {
                return Period.parse(values.get(0));
            }
        } catch (IllegalArgumentException e) {
            /* The message would repeat what the client sent. */
        }
        throw new Refusal(Problem.invalid("period", "one month between 1970-01 and 2399-12, written like 2026-11"));
    }

    /** Answers with a record as JSON. */
    void answer(Object body) {
        ctx.contentType(Json.CONTENT_TYPE).result(Json.bytes(body));
    }

    /**
     * The view, if it is here; null: the client was sent to the node that has it.
     *
     * @throws Refusal if nobody can tell just now
     */
    <V> @Nullable V hereOrRedirected(QueryAnswer<V> answer) {
        if (answer instanceof QueryAnswer.Here<V> here) {
            return here.view();
        }
        if (answer instanceof QueryAnswer.Elsewhere<V> elsewhere) {
            ctx.status(TEMPORARY_REDIRECT).header("Location", sameQuestionAt(elsewhere));
            ctx.contentType(Json.CONTENT_TYPE).result(new byte[0]);
            return null;
        }
        throw Refusal.notReady(((QueryAnswer.NotReady<V>) answer).why());
    }

    /* The raw path and query: decoding and encoding again could change an id. */
    private String sameQuestionAt(QueryAnswer.Elsewhere<?> owner) {
        String query = ctx.queryString();
        return "http://"
                + new BindAddress(owner.host(), owner.port())
                + ctx.path()
                + (query == null ? "" : "?" + query);
    }
}
