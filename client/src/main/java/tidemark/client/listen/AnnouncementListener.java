package tidemark.client.listen;

import tidemark.events.BlockDecision;
import tidemark.events.UsageExceeded;
import tidemark.events.UsageWarning;

/**
 * Is told what is announced, one thing at a time, on the listener's thread. What it throws has the same thing told again, three times in
 * all; then it is skipped and counted. After a fault or a rebalance something may be told once more: its sequence is the same then.
 */
public interface AnnouncementListener {

    /** A user or entity has reached the warning threshold of the limit. */
    default void warned(UsageWarning warning, Origin from) {}

    /** A user or entity has reached the limit. */
    default void exceeded(UsageExceeded exceeded, Origin from) {}

    /** A user or entity is blocked, or let in again. */
    default void decided(BlockDecision decision, Origin from) {}
}
