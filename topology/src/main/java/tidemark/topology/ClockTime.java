package tidemark.topology;

import java.time.InstantSource;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Time;

/**
 * Kafka's time by a clock of ours: only what time it is comes from the clock; how long something takes, and waiting, are the
 * system's as ever. The clock may jump ahead.
 */
public final class ClockTime implements Time {

    private final InstantSource clock;

    /** Time by that clock. */
    public ClockTime(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public long milliseconds() {
        return clock.millis();
    }

    @Override
    public long nanoseconds() {
        return SYSTEM.nanoseconds();
    }

    @Override
    public void sleep(long ms) {
        SYSTEM.sleep(ms);
    }

    @Override
    public void waitObject(Object obj, Supplier<Boolean> condition, long deadlineMs) throws InterruptedException {
        // The deadline is a time by our clock; the system's clock would come to it days too late or too early.
        SYSTEM.waitObject(obj, condition, deadlineMs - milliseconds() + SYSTEM.milliseconds());
    }
}
