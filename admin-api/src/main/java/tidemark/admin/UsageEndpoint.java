package tidemark.admin;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.concurrent.CompletableFuture;
import tidemark.ledger.AccountId;
import tidemark.ledger.Period;
import tidemark.topology.queries.AccountQueries;
import tidemark.topology.queries.UsageView;

/**
 * Answers what an account has used beside its entity, itself or by sending the client to the node that knows the account.
 *
 * <p>The entity may live on another node; no request thread waits for that one.
 */
final class UsageEndpoint implements Handler {

    private final AccountQueries queries;
    private final EntityFigures entities;

    UsageEndpoint(AccountQueries queries, EntityFigures entities) {
        this.queries = queries;
        this.entities = entities;
    }

    @Override
    public void handle(Context ctx) {
        Question question = new Question(ctx);
        AccountId account = new AccountId(question.name("entity"), question.name("user"));
        Period period = question.period();
        UsageView view = question.hereOrRedirected(queries.usage(account, period));
        if (view != null) {
            CompletableFuture<EntityBody> entity = entities.of(account.entity(), period, ctx.header("Authorization"));
            ctx.future(() -> entity.thenAccept(found -> question.answer(together(view, found))));
        }
    }

    /* Where no month was asked for, the two nodes have looked at their clocks, and one may be ahead. */
    private static UsageBody together(UsageView view, EntityBody entity) {
        if (!view.period().toString().equals(entity.period())) {
            throw Refusal.notReady("The month is just turning.");
        }
        return UsageBody.of(view, entity);
    }
}
