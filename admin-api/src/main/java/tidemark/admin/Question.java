package tidemark.admin;

import io.javalin.http.Context;
import io.javalin.http.Header;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tidemark.admin.body.Json;
import tidemark.ledger.Ids;

/**
 * A request: what it names, and what it is answered with.
 *
 * @param ctx the request and its answer
 */
record Question(Context ctx) {

    /** By how many records a copy is behind that an answer comes from. */
    static final String LAG = "Tidemark-Lag-Records";

    private static final String PERIOD = "period";

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
     * The months asked for.
     *
     * @throws tidemark.admin.body.FieldFault if there is no such month, or if anything else is asked for
     */
    AskedMonths months() {
        AskedMonths asked = new Parameters(ctx, Set.of(PERIOD)).read(PERIOD, AskedMonths::of, AskedMonths.EXPECTED);
        return asked == null ? AskedMonths.CURRENT : asked;
    }

    /** What the client proves itself with; null: nothing. */
    @Nullable
    String authorization() {
        return ctx.header(Header.AUTHORIZATION);
    }

    /** Says by how many records the copies are behind that the answer comes from; null: it comes from those that are worked on. */
    void lag(@Nullable Long records) {
        if (records != null) {
            ctx.header(LAG, records.toString());
        }
    }

    /** How far two copies together are behind. */
    static @Nullable Long together(@Nullable Long lag, @Nullable Long other) {
        if (lag == null || other == null) {
            return lag == null ? other : lag;
        }
        return lag + other;
    }

    /** Answers with a record as JSON. */
    void answer(Object body) {
        ctx.contentType(Json.CONTENT_TYPE).result(Json.bytes(body));
    }
}
