package tidemark.topology.queries;

import java.util.Collections;
import java.util.List;

/**
 * Where the copies of each partition's accounts are just now.
 *
 * @param ofPartition for each partition the nodes that have one, first the one that works on it; an empty list: nobody knows
 * @param nodes all nodes that are known, each once
 * @param self this node's advertised address; {@link #ALONE} for a node that answers for itself alone
 */
public record Copies(List<List<NodeAddress>> ofPartition, List<NodeAddress> nodes, NodeAddress self) {

    /** Stands for a node without an advertised address. */
    public static final NodeAddress ALONE = new NodeAddress("", 0);

    /** Copies the lists. */
    public Copies {
        ofPartition = ofPartition.stream().map(List::copyOf).toList();
        nodes = List.copyOf(nodes);
    }

    /** A node that knows of no other. */
    public static Copies alone(int partitions) {
        return new Copies(Collections.nCopies(partitions, List.of(ALONE)), List.of(ALONE), ALONE);
    }
}
