package tidemark.admin;

import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import tidemark.admin.access.Permit;
import tidemark.client.gate.Verdict;
import tidemark.ledger.AccountId;
import tidemark.ledger.Ids;

/** What a proxy asks a gate: which account, by two headers that nobody but the proxy may set. */
final class GateQuestion {

    private final String entityHeader;
    private final String userHeader;

    GateQuestion(GateSettings settings) {
        this.entityHeader = settings.entityHeader();
        this.userHeader = settings.userHeader();
    }

    /**
     * The account that is meant; the caller may ask about it.
     *
     * @throws Refusal if a header is missing, there twice or no id
     * @throws tidemark.admin.access.DeniedException if the caller may not ask about it
     */
    AccountId account(Context ctx) {
        AccountId account = new AccountId(name(ctx, entityHeader), name(ctx, userHeader));
        Permit.of(ctx).on(account.entity(), account.user());
        return account;
    }

    /** Says in headers what was decided, for proxies that do not read bodies. */
    static void tell(Context ctx, Verdict verdict, long nowMillis) {
        ctx.header("X-Tidemark-Decision", verdict.allowed() ? "ALLOW" : "BLOCK");
        if (verdict.unsure()) {
            ctx.header("X-Tidemark-Unsure", "true");
        }
        String message = verdict.message();
        if (message == null) {
            return;
        }
        ctx.header("X-Tidemark-Reason", reason(verdict));
        ctx.header("X-Tidemark-Blocked-By", verdict.blockedBy().name());
        ctx.header("X-Tidemark-Message", message);
        if (verdict.resetsAt() != null) {
            // Rounded up: whoever comes back then is let in.
            long seconds = (verdict.resetsAt().toEpochMilli() - nowMillis + 999) / 1000;
            ctx.header("Retry-After", Long.toString(Math.max(1, seconds)));
        }
    }

    /** Why, in one word; a block for want of knowledge has no reason of a decision. */
    static String reason(Verdict verdict) {
        return verdict.reason() == null ? "UNVERIFIED" : verdict.reason().name();
    }

    private static String name(Context ctx, String header) {
        List<String> values = Collections.list(ctx.req().getHeaders(header));
        if (values.size() == 1 && Ids.isName(values.get(0))) {
            return values.get(0);
        }
        throw new Refusal(Problem.invalid(
                header, "there once, with 1 to 255 printable ASCII characters without space and without '/'"));
    }
}
