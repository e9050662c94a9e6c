package tidemark.benchmarks.measure;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;
import tidemark.benchmarks.stack.Installation;
import tidemark.benchmarks.stack.NodeJvm;
import tidemark.benchmarks.stack.NodeReport;
import tidemark.benchmarks.stack.StackJvm;

/**
 * A node that is watched at its work, by the offsets it has committed and what it says of itself.
 *
 * @param installation whose node it is
 */
record Watched(StackJvm stack, Installation installation, NodeJvm.Node node) {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(25);

    /** How far it has come. */
    Progress look() {
        long done = installation.committed(installation.topics().usageEvents());
        long own = ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .orElse(0L);
        CpuTimes cpu = new CpuTimes(node.cpuNanos(), stack.cpuNanos(), own, MachineCpu.busyNanos());
        return new Progress(System.nanoTime(), done, cpu);
    }

    /** Waits until that many events are committed, and returns the first look that showed it. */
    Progress lookAt(long done) {
        Progress look = look();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (look.done() < done) {
            giveUpAfter(deadline, done + " events");
            look = look();
        }
        return look;
    }

    /** Waits until the node says that it has done something that often. */
    void awaitReport(String what, ToLongFunction<NodeReport> figure, long expected) {
        await(what, () -> figure.applyAsLong(node.report()) >= expected);
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            giveUpAfter(deadline, what);
        }
    }

    static void pause(Duration duration) {
        long deadline = System.nanoTime() + duration.toNanos();
        long left = duration.toNanos();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = deadline - System.nanoTime();
        }
    }

    private static void giveUpAfter(long deadline, String what) {
        if (System.nanoTime() - deadline > 0) {
            throw new IllegalStateException("Waited in vain for " + what);
        }
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
}
