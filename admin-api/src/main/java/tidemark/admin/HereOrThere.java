package tidemark.admin;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Period;
import tidemark.topology.queries.EntityQueries;
import tidemark.topology.queries.EntityView;
import tidemark.topology.queries.QueryAnswer;

/** Figures of entities from this node, or from the one other node that is said to have them. */
final class HereOrThere implements EntityFigures {

    private final EntityQueries queries;
    private final OtherNodes others;

    HereOrThere(EntityQueries queries, OtherNodes others) {
        this.queries = queries;
        this.others = others;
    }

    @Override
    public CompletableFuture<EntityBody> of(String entity, @Nullable Period period, @Nullable String authorization) {
        QueryAnswer<EntityView> answer = queries.usage(entity, period);
        if (answer instanceof QueryAnswer.Here<EntityView> here) {
            return CompletableFuture.completedFuture(EntityBody.of(here.view()));
        }
        if (answer instanceof QueryAnswer.Elsewhere<EntityView> elsewhere) {
            return others.usage(new BindAddress(elsewhere.host(), elsewhere.port()), entity, period, authorization);
        }
        return CompletableFuture.failedFuture(Refusal.notReady(((QueryAnswer.NotReady<EntityView>) answer).why()));
    }
}
