package tidemark.admin;

import io.javalin.http.Context;
import io.javalin.http.Header;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tidemark.admin.body.Json;
import tidemark.ledger.Ids;
import tidemark.ledger.Period;

/**
 * A request: what it names, and what it is answered with.
 *
 * @param ctx the request and its answer
 */
record Question(Context ctx) {

    private static final int SMALL_BODY_BYTES = 8_192;

    /** By how many records a copy is behind that an answer comes from. */
    static final String LAG = "Tidemark-Lag-Records";

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
     * @throws Refusal if there is no such month
     */
    AskedMonths months() {
        List<String> values = ctx.queryParamMap().get("period");
        if (values == null) {
            return new AskedMonths(null, false);
        }
        try {
            if (values.size() == 1) {
                return values.get(0).equals(AskedMonths.ALL)
                        ? new AskedMonths(null, true)
                        : new AskedMonths(Period.parse(values.get(0)), false);
            }
        } catch (IllegalArgumentException e) {
            /* The message would repeat what the client sent. */
        }
        throw new Refusal(
                Problem.invalid("period", "one month between 1970-01 and 2399-12, written like 2026-11, or all"));
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

    /** The body of a request that has little to say. */
    byte[] smallBody() {
        return body(SMALL_BODY_BYTES);
    }

    /**
     * The body.
     *
     * @param most how many bytes it may have; never more than the server reads at all
     * @throws Refusal if it has more
     */
    byte[] body(int most) {
        byte[] body = ctx.bodyAsBytes();
        if (body.length > most) {
            throw new Refusal(
                    Problem.of(ProblemKind.CONTENT_TOO_LARGE, "The request's body is larger than " + most + " bytes."));
        }
        return body;
    }

    /** Answers with a record as JSON. */
    void answer(Object body) {
        ctx.contentType(Json.CONTENT_TYPE).result(Json.bytes(body));
    }
}
