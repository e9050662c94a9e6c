package tidemark.topology.queries;

/**
 * What a node answers to a question about an account or an entity.
 *
 * @param <V> the view that was asked for
 */
public sealed interface QueryAnswer<V> {

    /**
     * It lives here; an unknown one has zeros.
     *
     * @param view how it stands
     */
    record Here<V>(V view) implements QueryAnswer<V> {}

    /**
     * It lives on another node.
     *
     * @param host that node's host name
     * @param port that node's HTTP port
     */
    record Elsewhere<V>(String host, int port) implements QueryAnswer<V> {}

    /**
     * Nobody can tell just now: the node is starting, restoring or rebalancing. Ask again.
     *
     * @param why a sentence for people
     */
    record NotReady<V>(String why) implements QueryAnswer<V> {}
}
