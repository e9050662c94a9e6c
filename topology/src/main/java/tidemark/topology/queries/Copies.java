package tidemark.topology.queries;

import java.util.Collections;
import java.util.List;

/**
 * Where the copies of each partition's accounts are just now.
 *
 * @param ofPartition for each partition the nodes that have one, first the one that works on it; an empty list: nobody knows
 * @param self this node's advertised address; empty in the case of a node that answers for itself alone
 */
public record Copies(List<List<NodeAddress>> ofPartition, NodeAddress self) {

    /** Stands for a node without an advertised address. */
    public static final NodeAddress ALONE = new NodeAddress("", 0);

    /** Copies the list. */
    public Copies {
        ofPartition = ofPartition.stream().map(List::copyOf).toList();
    }

    /** A node that knows of no other. */
    public static Copies alone(int partitions) {
        return new Copies(Collections.nCopies(partitions, List.of(ALONE)), ALONE);
    }

    /** The nodes that have any, each once. */
    public List<NodeAddress> nodes() {
        return ofPartition.stream().flatMap(List::stream).distinct().toList();
    }
}
