package tidemark.topology.queries;

import java.util.Set;

/**
 * Where accounts are looked for.
 *
 * @param entity the tenant
 * @param partitions among the accounts of these partitions
 * @param anyCopy whether a copy will do that only follows the one that is worked on
 */
public record Among(String entity, Set<Integer> partitions, boolean anyCopy) {

    /** Copies the set. */
    public Among {
        partitions = Set.copyOf(partitions);
    }
}
