package tidemark.admin;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.router.Endpoint;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tidemark.admin.access.Access;
import tidemark.admin.access.Caller;
import tidemark.admin.access.Permit;
import tidemark.admin.access.Right;

/** Stands before every route: lets through whom the route's right allows, with a permit. */
final class Guard implements Handler {

    private final Access access;

    Guard(Access access) {
        this.access = access;
    }

    @Override
    public void handle(Context ctx) {
        Endpoint route = Objects.requireNonNull(ctx.endpoints().matchedHttpEndpoint(), "no route");
        Right right = Routes.right(route);
        if (right == Right.SEE_PUBLIC) {
            return;
        }
        Caller caller = access.authenticate(authorization(ctx));
        Question question = new Question(ctx);
        @Nullable String entity = right.reach() == Right.Reach.INSTALLATION ? null : question.name(Routes.ENTITY);
        @Nullable String user = right.reach() == Right.Reach.USER ? question.name(Routes.USER) : null;
        Permit.demand(access, caller, right, entity, user).attachTo(ctx);
    }

    private static List<String> authorization(Context ctx) {
        return Collections.list(ctx.req().getHeaders("Authorization"));
    }
}
