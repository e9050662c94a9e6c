package tidemark.topology;

import java.util.Map;

/**
 * How a node is.
 *
 * @param live false once it cannot recover by itself and has to be restarted
 * @param ready whether its stores are restored and it takes part in the work
 * @param details findings by name, for people: state of the streams client, topic faults, restore progress
 */
public record NodeHealth(boolean live, boolean ready, Map<String, String> details) {

    /** Copies the map. */
    public NodeHealth {
        details = Map.copyOf(details);
    }
}
