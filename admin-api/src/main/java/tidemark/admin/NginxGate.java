package tidemark.admin;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.InstantSource;
import tidemark.admin.access.DeniedException;
import tidemark.client.gate.Gate;
import tidemark.client.gate.Verdict;
import tidemark.ledger.AccountId;

/**
 * The gate for nginx's {@code auth_request}, which knows 2xx, 401 and 403 and takes anything else for a fault: 204, or 403 with headers that
 * say why.
 */
final class NginxGate implements Handler {

    private static final int NO_CONTENT = 204;
    private static final int FORBIDDEN = 403;

    private final Gate gate;
    private final GateQuestion question;
    private final InstantSource clock;

    NginxGate(Gate gate, GateQuestion question, InstantSource clock) {
        this.gate = gate;
        this.question = question;
        this.clock = clock;
    }

    @Override
    public void handle(Context ctx) {
        Verdict verdict;
        try {
            AccountId account = question.account(ctx);
            verdict = gate.check(account.entity(), account.user());
        } catch (Refusal e) {
            refuse(ctx, "IDENTITY_MISSING", e.problem().detail());
            return;
        } catch (DeniedException e) {
            refuse(ctx, "NOT_ALLOWED_TO_ASK", "The proxy's token does not reach this account.");
            return;
        }
        GateQuestion.tell(ctx, verdict, clock.millis());
        ctx.status(verdict.allowed() ? NO_CONTENT : FORBIDDEN);
    }

    private static void refuse(Context ctx, String reason, String why) {
        ctx.status(FORBIDDEN)
                .header("X-Tidemark-Decision", "BLOCK")
                .header("X-Tidemark-Reason", reason)
                .header("X-Tidemark-Message", why);
    }
}
