package tidemark.cli.dev;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One running node: the topology and the HTTP server that answers from its state. */
final class LedgerNode implements AutoCloseable {

    private final URI url;

    private LedgerNode(URI url) {
        this.url = url;
    }

    /**
     * Starts a node and returns when it answers.
     *
     * @throws StartFailure if it cannot start
     */
    static LedgerNode start(NodeSettings settings) {
        return new LedgerNode(URI.create("http://" + settings.httpHost() + ":" + settings.httpPort()));
    }

    /** Where it answers HTTP. */
    URI url() {
        return url;
    }

    /** Completes with a sentence for people when it has failed for good. */
    CompletionStage<String> failure() {
        return new CompletableFuture<>();
    }

    @Override
    public void close() {
        // Nothing runs yet.
    }
}
