package tidemark.admin;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.admin.body.Json;
import tidemark.admin.crowd.Reply;
import tidemark.topology.queries.NodeAddress;
import tidemark.topology.queries.QueryAnswer;

/**
 * Questions about one account or entity, answered whichever node has it: from here, or by one hop. Where the node that works on it does not
 * answer, one that has a copy does. Nodes that are asked ask nobody else.
 */
final class OneHop {

    private static final Logger LOG = LoggerFactory.getLogger(OneHop.class);
    private static final String NOT_NOW = "The nodes that know it cannot be asked just now.";

    private final OtherNodes others;
    private final Duration patience;

    /**
     * Asks these nodes.
     *
     * @param patience how long one of them may take: clients wait meanwhile
     */
    OneHop(OtherNodes others, Duration patience) {
        this.others = others;
        this.patience = patience;
    }

    /** The months; fails with a {@link Refusal} when they cannot be had just now. */
    <V, B> CompletableFuture<KeptMonths<B>> ask(RowQuestion<V, B> question, @Nullable String authorization) {
        QueryAnswer<List<V>> answer = question.owners().get();
        if (answer instanceof QueryAnswer.Elsewhere<List<V>> elsewhere) {
            return ask(question, steps(elsewhere.nodes()), 0, authorization);
        }
        return fromHere(question, answer);
    }

    /** The months from the copy that is here, or a {@link Refusal}: what another node is told. */
    static <V, B> KeptMonths<B> here(RowQuestion<V, B> question) {
        QueryAnswer<List<V>> answer = question.here().get();
        if (answer instanceof QueryAnswer.Here<List<V>> here) {
            return shown(question, here);
        }
        throw Refusal.notReady(answer instanceof QueryAnswer.NotReady<List<V>> not ? not.why() : NOT_NOW);
    }

    private static <V, B> CompletableFuture<KeptMonths<B>> fromHere(
            RowQuestion<V, B> question, QueryAnswer<List<V>> answer) {
        return answer instanceof QueryAnswer.Here<List<V>> here
                ? CompletableFuture.completedFuture(shown(question, here))
                : CompletableFuture.failedFuture(
                        Refusal.notReady(answer instanceof QueryAnswer.NotReady<List<V>> not ? not.why() : NOT_NOW));
    }

    /* A copy that is here is nearer than one on a third node. */
    private static List<@Nullable NodeAddress> steps(List<NodeAddress> nodes) {
        List<@Nullable NodeAddress> steps = new ArrayList<>(nodes);
        steps.add(1, null);
        return steps;
    }

    private <V, B> CompletableFuture<KeptMonths<B>> ask(
            RowQuestion<V, B> question, List<@Nullable NodeAddress> steps, int step, @Nullable String authorization) {
        if (step == steps.size()) {
            return CompletableFuture.failedFuture(Refusal.notReady(NOT_NOW));
        }
        NodeAddress node = steps.get(step);
        CompletableFuture<KeptMonths<B>> asked = node == null
                ? fromHere(question, question.here().get())
                : others.read(node, question.path(), authorization, patience)
                        .thenApply(reply -> read(question, node, reply));
        return asked.exceptionallyCompose(failure -> {
            LOG.debug("No answer about {} from {}: {}", question.path(), node, failure.toString());
            return ask(question, steps, step + 1, authorization);
        });
    }

    private static <V, B> KeptMonths<B> read(RowQuestion<V, B> question, NodeAddress node, Reply reply) {
        if (reply.status() != Reply.OK) {
            throw noAnswer(question, node, "status " + reply.status());
        }
        try {
            KeptMonths<B> months = Json.read(reply.body(), KeptMonths.class, question.type());
            if (months.months().isEmpty() || !months.months().stream().allMatch(question.isMine())) {
                throw noAnswer(question, node, "it is about something else");
            }
            return months;
        } catch (IOException e) {
            throw noAnswer(question, node, e.toString());
        }
    }

    private static Refusal noAnswer(RowQuestion<?, ?> question, NodeAddress node, String why) {
        LOG.debug("No answer about {} from {}: {}", question.path(), node, why);
        return Refusal.notReady(NOT_NOW);
    }

    private static <V, B> KeptMonths<B> shown(RowQuestion<V, B> question, QueryAnswer.Here<List<V>> here) {
        return new KeptMonths<>(here.view().stream().map(question.body()).toList(), here.lagRecords());
    }

    /**
     * A question about one row.
     *
     * @param owners asks who has it
     * @param here asks the copies on this node
     * @param body how nodes tell each other what was found
     * @param path where another node is asked
     * @param type what it answers
     * @param isMine whether its answer is about that row
     */
    record RowQuestion<V, B>(
            Supplier<QueryAnswer<List<V>>> owners,
            Supplier<QueryAnswer<List<V>>> here,
            Function<V, B> body,
            String path,
            Class<B> type,
            Predicate<B> isMine) {}
}
