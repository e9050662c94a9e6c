package tidemark.benchmarks.measure;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import tidemark.benchmarks.load.Inputs;
import tidemark.benchmarks.load.Pulse;

/**
 * The JVM of the node is killed with SIGKILL and started again at once, under the same name and on the same state directory, which
 * exactly once makes it wipe and restore.
 *
 * @param rates what goes on, also while there is no node
 */
public record RestartTrial(Pulse.Rates rates) {

    /**
     * What the trial gave.
     *
     * @param accounts about how many the node keeps
     * @param readySeconds from the kill, which the start of the new JVM follows at once, until the node takes part in the work
     * @param resumption of decisions
     * @param restore of the stores
     * @param wrong decisions that were wrong
     */
    public record Result(int accounts, double readySeconds, Resumption resumption, RestoreLog restore, int wrong) {}

    /** Runs it. */
    public Result run(Town town) {
        // Whoever has just started finds the state of the last clean stop on disk, untouched, and restores little. A
        // node that
        // has worked for a while has written some of its memtables out, and has to restore everything.
        town.workOnce();
        try (Inputs bulk = new Inputs(town.installation(), 5);
                Inputs single = new Inputs(town.installation(), 0);
                Watch watch = new Watch(town.installation());
                Pulse pulse = town.pulse(rates, bulk, single, watch)) {
            Watched.pause(Duration.ofSeconds(3));
            List<Integer> all =
                    IntStream.range(0, town.installation().partitions()).boxed().toList();
            Phase after = new Phase();
            watch.begin(after);
            long killed = System.nanoTime();
            town.first().kill();
            town.start();
            town.first().awaitReady();
            double ready = (System.nanoTime() - killed) / 1e9;
            Watched.await(
                    "decisions in all partitions", () -> after.firstNanos().size() == all.size());
            pulse.stop();
            watch.awaitProbes();
            town.first().awaitIdle();
            return new Result(
                    town.accounts(),
                    ready,
                    Resumption.of(after, all, killed),
                    RestoreLog.of(town.first().log()),
                    after.wrong());
        }
    }
}
