package tidemark.topology.queries;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a node answers to a question about an account or an entity.
 *
 * @param <V> the view that was asked for
 */
public sealed interface QueryAnswer<V> {

    /**
     * A copy of it is here; an unknown one has zeros.
     *
     * @param view how it stands
     * @param lagRecords null: this is the copy that is worked on. Else one that follows it, behind by at most that many records of its
     *     changelogs
     */
    record Here<V>(V view, @Nullable Long lagRecords) implements QueryAnswer<V> {

        @Override
        public <W> QueryAnswer<W> map(Function<V, W> shown) {
            return new Here<>(shown.apply(view), lagRecords);
        }

        /** From the copy that is worked on. */
        public Here(V view) {
            this(view, null);
        }
    }

    /**
     * It lives on other nodes.
     *
     * @param nodes at least one, in the order in which they are best asked: first the one that works on it
     */
    record Elsewhere<V>(List<NodeAddress> nodes) implements QueryAnswer<V> {

        @Override
        public <W> QueryAnswer<W> map(Function<V, W> shown) {
            return new Elsewhere<>(nodes);
        }

        /** Copies the list. */
        public Elsewhere {
            nodes = List.copyOf(nodes);
            if (nodes.isEmpty()) {
                throw new IllegalArgumentException("elsewhere has an address");
            }
        }

        /** On one other node. */
        public Elsewhere(String host, int port) {
            this(List.of(new NodeAddress(host, port)));
        }
    }

    /**
     * Nobody can tell just now: the node is starting, restoring or rebalancing. Ask again.
     *
     * @param why a sentence for people
     */
    record NotReady<V>(String why) implements QueryAnswer<V> {

        @Override
        public <W> QueryAnswer<W> map(Function<V, W> shown) {
            return new NotReady<>(why);
        }
    }

    /** The same answer with another view. */
    <W> QueryAnswer<W> map(Function<V, W> shown);
}
