package tidemark.topology.intake;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A few records that wait for one schema, to ask for it with; not safe for use by many threads. */
final class WaitingSamples {

    private static final int MAX = 16;

    private final Deque<Inbound> samples = new ArrayDeque<>();
    private int failures;

    WaitingSamples(Inbound first) {
        samples.add(first);
    }

    void add(Inbound sample) {
        if (samples.size() < MAX && samples.stream().noneMatch(known -> isSame(known, sample))) {
            samples.add(sample);
        }
    }

    @Nullable
    Inbound first() {
        return samples.peekFirst();
    }

    /** Removes the first; says whether none is left. */
    boolean withoutFirst(Inbound judged) {
        samples.removeFirstOccurrence(judged);
        return samples.isEmpty();
    }

    /** Counts a failure of the registry. */
    int failedAgain() {
        return ++failures;
    }

    private static boolean isSame(Inbound a, Inbound b) {
        return a.offset() == b.offset()
                && a.partition() == b.partition()
                && a.topic().equals(b.topic());
    }
}
