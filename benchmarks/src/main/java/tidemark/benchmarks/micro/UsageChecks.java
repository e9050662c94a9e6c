package tidemark.benchmarks.micro;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tidemark.events.UsageEvent;
import tidemark.ledger.Intake;
import tidemark.ledger.Rejection;
import tidemark.topology.intake.AccountKeys;
import tidemark.topology.intake.KeyCheck;
import tidemark.topology.intake.Partitions;

/** What is checked of a usage event before any state is touched. */
@State(Scope.Thread)
public class UsageChecks {

    private final UsageEvent event = Sample.usage(0);
    private final byte[] key = Sample.KEY.getBytes(UTF_8);
    private final Partitions partitions = new Partitions(64);

    /** Sees that nothing is refused. */
    @Setup
    public void check() {
        if (texts() != null || key() != null) {
            throw new IllegalStateException("the sample is refused");
        }
    }

    /** Its texts against the alphabet. */
    @Benchmark
    public @Nullable Rejection texts() {
        return Intake.judgeTexts(
                event.getEventId(),
                event.getEntityId(),
                event.getUserId(),
                event.getSource(),
                event.getOperationId(),
                event.getAction());
    }

    /** Its key against what it says itself (R18). */
    @Benchmark
    public @Nullable Rejection key() {
        return KeyCheck.judge(key, AccountKeys.account(event.getEntityId(), event.getUserId()));
    }

    /** The partition that its key belongs to (R18). */
    @Benchmark
    public int partition() {
        return partitions.of(key);
    }
}
