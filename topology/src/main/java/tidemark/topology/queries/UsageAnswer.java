package tidemark.topology.queries;

/** What a node answers to a question about an account. */
public sealed interface UsageAnswer {

    /**
     * The account lives here; an unknown one has zeros.
     *
     * @param view how it stands
     */
    record Here(UsageView view) implements UsageAnswer {}

    /**
     * The account lives on another node.
     *
     * @param host that node's host name
     * @param port that node's HTTP port
     */
    record Elsewhere(String host, int port) implements UsageAnswer {}

    /**
     * Nobody can tell just now: the node is starting, restoring or rebalancing. Ask again.
     *
     * @param why a sentence for people
     */
    record NotReady(String why) implements UsageAnswer {}
}
