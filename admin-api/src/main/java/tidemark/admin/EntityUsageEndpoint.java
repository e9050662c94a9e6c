package tidemark.admin;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import tidemark.topology.queries.EntityQueries;
import tidemark.topology.queries.EntityView;

/**
 * Answers what an entity has used, itself or by sending the client to the node that knows.
 *
 * <p>It asks no other node: that is why one node may ask it for another's sake without an end of asking.
 */
final class EntityUsageEndpoint implements Handler {

    private final EntityQueries queries;

    EntityUsageEndpoint(EntityQueries queries) {
        this.queries = queries;
    }

    @Override
    public void handle(Context ctx) {
        Question question = new Question(ctx);
        EntityView view = question.hereOrRedirected(queries.usage(question.name("entity"), question.period()));
        if (view != null) {
            question.answer(EntityBody.of(view));
        }
    }
}
