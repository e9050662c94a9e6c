package tidemark.client.gate;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import tidemark.events.DecisionReason;

/**
 * What a verdict rests on, apart from numbers and times. There are some dozens of different ones, each once: of millions of verdicts each
 * keeps a reference.
 */
record Ground(BlockedBy blockedBy, @Nullable DecisionReason reason, boolean unsure) {

    private static final ConcurrentMap<Ground, Ground> ALL = new ConcurrentHashMap<>();

    static Ground of(BlockedBy blockedBy, @Nullable DecisionReason reason, boolean unsure) {
        Ground wanted = new Ground(blockedBy, reason, unsure);
        Ground known = ALL.putIfAbsent(wanted, wanted);
        return known == null ? wanted : known;
    }
}
