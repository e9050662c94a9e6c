package tidemark.admin;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.AccountId;
import tidemark.ledger.Ids;
import tidemark.ledger.Period;
import tidemark.topology.queries.AccountQueries;
import tidemark.topology.queries.QueryAnswer;
import tidemark.topology.queries.UsageView;

/** Answers what an account has used, itself or by sending the client to the node that knows. */
final class UsageEndpoint implements Handler {

    static final String PATH = "/v1/entities/{entity}/users/{user}/usage";

    private static final String RETRY_SECONDS = "1";
    private static final int TEMPORARY_REDIRECT = 307;

    private final AccountQueries queries;

    UsageEndpoint(AccountQueries queries) {
        this.queries = queries;
    }

    @Override
    public void handle(Context ctx) {
        AccountId account = new AccountId(name(ctx, "entity"), name(ctx, "user"));
        QueryAnswer<UsageView> answer = queries.usage(account, period(ctx));
        if (answer instanceof QueryAnswer.Here<UsageView> here) {
            ctx.contentType(Json.CONTENT_TYPE).result(Json.bytes(UsageBody.of(here.view())));
        } else if (answer instanceof QueryAnswer.Elsewhere<UsageView> elsewhere) {
            ctx.status(TEMPORARY_REDIRECT).header("Location", sameQuestionAt(elsewhere, ctx));
            ctx.contentType(Json.CONTENT_TYPE).result(new byte[0]);
        } else if (answer instanceof QueryAnswer.NotReady<UsageView> notReady) {
            ctx.header("Retry-After", RETRY_SECONDS);
            throw new Refusal(Problem.of(ProblemKind.NOT_READY, notReady.why()));
        }
    }

    private static String name(Context ctx, String field) {
        String id = ctx.pathParam(field);
        if (!Ids.isName(id)) {
            throw new Refusal(Problem.invalid(
                    field,
                    "1 to 255 printable ASCII characters without space and without '/', percent-encoded as UTF-8"));
        }
        return id;
    }

    private static @Nullable Period period(Context ctx) {
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

    /* The raw path and query: decoding and encoding again could change an id. */
    private static String sameQuestionAt(QueryAnswer.Elsewhere<?> owner, Context ctx) {
        String query = ctx.queryString();
        return "http://"
                + new BindAddress(owner.host(), owner.port())
                + ctx.path()
                + (query == null ? "" : "?" + query);
    }
}
