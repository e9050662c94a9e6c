package tidemark.client.gate;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What keeps a replica from its work at this moment, if anything; said once when it comes and once when it goes. */
final class Trouble {

    private static final Logger LOG = LoggerFactory.getLogger(DecisionReplica.class);

    private volatile @Nullable String text;

    void is(String what) {
        if (!what.equals(text)) {
            text = what;
            LOG.warn("The replica of the decisions waits: {}", what);
        }
    }

    void is(String what, Throwable cause) {
        if (!what.equals(text)) {
            text = what;
            LOG.warn("The replica of the decisions waits: {}: {}", what, cause.toString());
            LOG.debug("The cause", cause);
        }
    }

    void isOver() {
        if (text != null) {
            LOG.info("The replica of the decisions goes on after: {}", text);
            text = null;
        }
    }

    @Nullable
    String text() {
        return text;
    }
}
