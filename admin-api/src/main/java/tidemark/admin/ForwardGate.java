package tidemark.admin;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.InstantSource;
import tidemark.client.gate.BlockedBy;
import tidemark.client.gate.Gate;
import tidemark.client.gate.Verdict;
import tidemark.ledger.AccountId;

/**
 * The gate for proxies that hand its answer on to the client, as Traefik's {@code forwardAuth} and Envoy's {@code ext_authz} over HTTP do: 204,
 * or 429 with the text that the user is to read.
 */
final class ForwardGate implements Handler {

    private static final int NO_CONTENT = 204;

    private final Gate gate;
    private final GateQuestion question;
    private final InstantSource clock;

    ForwardGate(Gate gate, GateQuestion question, InstantSource clock) {
        this.gate = gate;
        this.question = question;
        this.clock = clock;
    }

    @Override
    public void handle(Context ctx) {
        AccountId account = question.account(ctx);
        Verdict verdict = gate.check(account.entity(), account.user());
        GateQuestion.tell(ctx, verdict, clock.millis());
        String message = verdict.message();
        if (message == null) {
            ctx.status(NO_CONTENT);
        } else if (verdict.blockedBy() == BlockedBy.UNVERIFIED) {
            throw Refusal.notReady(message);
        } else {
            throw new Refusal(Problem.of(ProblemKind.LIMIT_REACHED, message));
        }
    }
}
