package tidemark.admin.crowd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.admin.body.FieldFault;
import tidemark.admin.body.Json;
import tidemark.admin.body.PathSegment;
import tidemark.topology.queries.AccountSearch;
import tidemark.topology.queries.Among;
import tidemark.topology.queries.Copies;
import tidemark.topology.queries.Looked;
import tidemark.topology.queries.NodeAddress;
import tidemark.topology.queries.SearchNotReady;
import tidemark.topology.queries.SearchTooLong;

/**
 * Puts a question to all nodes at once, each for the partitions that it works on, so that every partition is looked at exactly once. What a
 * node does not answer for is asked of the nodes that have a copy, in turn; if none has, the question as a whole is not answered.
 *
 * <p>Nodes that are asked ask nobody else.
 */
final class Gathering {

    private static final Logger LOG = LoggerFactory.getLogger(Gathering.class);

    private final AccountSearch search;
    private final Peers peers;
    private final Scans scans;

    Gathering(AccountSearch search, Peers peers, Scans scans) {
        this.search = search;
        this.peers = peers;
        this.scans = scans;
    }

    /** What all nodes found; fails with {@link SearchNotReady} or {@link SearchTooLong}. */
    <Q, F> CompletableFuture<List<Looked<F>>> gather(
            Kind<Q, F> kind, String entity, Q question, @Nullable String auth) {
        try {
            Round<Q, F> round = new Round<>(kind, entity, question, auth, search.copies());
            return round.ask(0);
        } catch (SearchNotReady e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * Answers another node's question from the copies here.
     *
     * @throws FieldFault if it is no such question
     */
    <Q, F> CompletableFuture<byte[]> answer(Kind<Q, F> kind, String entity, byte[] body) {
        Asked<Q> asked;
        Among among;
        try {
            asked = Json.read(body, Asked.class, kind.question());
            among = new Among(entity, PartitionSet.of(asked.partitions()), asked.anyCopy());
        } catch (IOException | IllegalArgumentException e) {
            throw new FieldFault(FieldFault.BODY, "a question of a node of this version");
        }
        return scans.run(() -> {
            Looked<F> looked = kind.here().look(among, asked.question());
            return Json.bytes(new Told<>(PartitionSet.text(looked.partitions()), looked.lagRecords(), looked.found()));
        });
    }

    /** Where another node is asked. */
    static String path(String question, String entity) {
        return CrowdQuestions.ROUTE.replace("{entity}", PathSegment.of(entity)).replace("{question}", question);
    }

    /** One question and how far it is answered. Its state belongs to whichever thread completes a stage. */
    private final class Round<Q, F> {

        private final Kind<Q, F> kind;
        private final String entity;
        private final Q question;
        private final @Nullable String auth;
        private final Copies copies;
        private final List<Looked<F>> found = new ArrayList<>();
        private final Set<Integer> missing = new TreeSet<>();

        Round(Kind<Q, F> kind, String entity, Q question, @Nullable String auth, Copies copies) {
            this.kind = kind;
            this.entity = entity;
            this.question = question;
            this.auth = auth;
            this.copies = copies;
            for (int partition = 0; partition < copies.ofPartition().size(); partition++) {
                missing.add(partition);
            }
        }

        /* First those that work on the partitions; then, for what is missing, one node after the other that has any copy. */
        CompletableFuture<List<Looked<F>>> ask(int attempt) {
            Map<NodeAddress, Set<Integer>> plan = new LinkedHashMap<>();
            for (int partition : missing) {
                List<NodeAddress> candidates = candidates(partition);
                if (attempt >= candidates.size()) {
                    return CompletableFuture.failedFuture(
                            new SearchNotReady("Some of the accounts are just being moved or restored."));
                }
                plan.computeIfAbsent(candidates.get(attempt), node -> new TreeSet<>())
                        .add(partition);
            }
            List<CompletableFuture<Void>> asked = new ArrayList<>();
            plan.forEach((node, partitions) -> asked.add(ask(node, new Among(entity, partitions, attempt > 0))));
            return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                    .thenCompose(
                            done -> missing.isEmpty() ? CompletableFuture.completedFuture(found) : ask(attempt + 1));
        }

        /* This node's own copy is nearest; the one that works on the partition may at least be restoring it. */
        private List<NodeAddress> candidates(int partition) {
            List<NodeAddress> known = copies.ofPartition().get(partition);
            if (known.isEmpty()) {
                return List.of();
            }
            List<NodeAddress> order = new ArrayList<>(List.of(known.get(0)));
            if (known.indexOf(copies.self()) > 0) {
                order.add(copies.self());
            }
            known.stream().skip(1).filter(node -> !node.equals(copies.self())).forEach(order::add);
            order.add(known.get(0));
            return order;
        }

        private CompletableFuture<Void> ask(NodeAddress node, Among among) {
            boolean here = node.equals(copies.self());
            CompletableFuture<Looked<F>> looked =
                    here ? scans.run(() -> kind.here().look(among, question)) : askOther(node, among);
            return looked.handle((answer, failure) -> {
                if (failure == null) {
                    take(answer, among);
                } else {
                    carryOnAfter(cause(failure), here, node);
                }
                return null;
            });
        }

        /* Whatever keeps another node from answering, there may be a copy elsewhere. A fault of our own is one. */
        private void carryOnAfter(Throwable failure, boolean here, NodeAddress node) {
            if (failure instanceof SearchTooLong || (here && !(failure instanceof SearchNotReady))) {
                throw new CompletionException(failure);
            }
            LOG.debug("No answer about {} from {}", kind.name(), node, failure);
        }

        private synchronized void take(Looked<F> answer, Among among) {
            if (among.partitions().containsAll(answer.partitions())) {
                missing.removeAll(answer.partitions());
                found.add(answer);
            }
        }

        private CompletableFuture<Looked<F>> askOther(NodeAddress node, Among among) {
            byte[] body = Json.bytes(new Asked<>(PartitionSet.text(among.partitions()), among.anyCopy(), question));
            return peers.ask(node, path(kind.name(), entity), body, auth, kind.patience())
                    .thenApply(this::read);
        }

        private Looked<F> read(Reply reply) {
            if (reply.status() == Reply.TOO_MUCH) {
                throw new SearchTooLong();
            }
            if (reply.status() != Reply.OK) {
                throw new SearchNotReady("The node answered with status " + reply.status() + ".");
            }
            try {
                Told<F> told = Json.read(reply.body(), Told.class, kind.finding());
                return new Looked<>(told.found(), PartitionSet.of(told.partitions()), told.lagRecords());
            } catch (IOException | IllegalArgumentException e) {
                throw new CompletionException(e);
            }
        }
    }

    /** What went wrong, without what futures wrap around it. */
    static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
