package tidemark.admin.crowd;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tidemark.topology.queries.NodeAddress;

/** The other nodes, as far as they can be asked. */
@FunctionalInterface
public interface Peers {

    /**
     * Puts a question to a node. Fails in whatever way when there is no answer in time.
     *
     * @param path where, with a slash in front
     * @param question JSON
     * @param authorization what the client proved itself with; null: nothing
     * @param patience how long the answer may take as a whole
     */
    CompletableFuture<Reply> ask(
            NodeAddress node, String path, byte[] question, @Nullable String authorization, Duration patience);
}
