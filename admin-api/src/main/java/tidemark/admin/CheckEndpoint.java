package tidemark.admin;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import tidemark.client.gate.Gate;
import tidemark.ledger.AccountId;

/**
 * Answers whether a request of an account may start, from the node's copy of the decisions: no hop, no lock. With {@code amounts=true} it adds
 * what both bounds leave, which may take a hop to the nodes that know.
 */
final class CheckEndpoint implements Handler {

    private static final String AMOUNTS = "amounts";

    private final Gate gate;
    private final AccountUsage usage;

    /**
     * Answers by that gate.
     *
     * @param usage where the amounts are asked
     */
    CheckEndpoint(Gate gate, AccountUsage usage) {
        this.gate = gate;
        this.usage = usage;
    }

    @Override
    public void handle(Context ctx) {
        Question question = new Question(ctx);
        AccountId account = new AccountId(question.name(Routes.ENTITY), question.name(Routes.USER));
        boolean amounts = wantsAmounts(ctx);
        CheckBody body = CheckBody.of(gate.check(account.entity(), account.user()), gate.freshness());
        if (amounts) {
            CompletableFuture<UsageBody> asked = usage.of(account, ctx.header("Authorization"));
            ctx.future(() -> asked.thenAccept(found -> question.answer(body.with(found))));
        } else {
            question.answer(body);
        }
    }

    private static boolean wantsAmounts(Context ctx) {
        return Boolean.TRUE.equals(new Parameters(ctx, Set.of(AMOUNTS)).flag(AMOUNTS));
    }
}
