package tidemark.benchmarks.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import tidemark.benchmarks.load.Crowd;
import tidemark.benchmarks.load.Crowd.Bound;
import tidemark.benchmarks.load.Inputs;
import tidemark.benchmarks.load.Pulse;

/**
 * A role with a large crowd changes its limit, so that a hundredth is blocked and let in again, or everybody; meanwhile others go on.
 *
 * @param rates of the others
 * @param before how long they are measured before the first change
 * @param rounds how often each change is made
 */
public record FanOutTrial(Pulse.Rates rates, Duration before, int rounds) {

    /**
     * One change of the limit.
     *
     * @param bound whom the tighter of the two limits blocks
     * @param blocks whether it is the tighter one that comes
     * @param flipped how many members it blocks or lets in
     * @param firstMillis from the sending of the change to the first decision
     * @param lastMillis to the last one
     * @param others decisions about others whose events were due in that time
     */
    public record Flip(
            Bound bound, boolean blocks, int flipped, double firstMillis, double lastMillis, Latencies others) {}

    /**
     * What the trial gave.
     *
     * @param members of the role
     * @param flips every change
     * @param before decisions about others before the first change
     * @param hundredth decisions about others while a hundredth flipped, all rounds together
     * @param everybody the same while everybody flipped
     * @param wrong decisions about others that were wrong
     */
    public record Result(
            int members, List<Flip> flips, Latencies before, Latencies hundredth, Latencies everybody, int wrong) {}

    /** Runs it. */
    public Result run(Town town) {
        try (Inputs bulk = new Inputs(town.installation(), 5);
                Inputs single = new Inputs(town.installation(), 0);
                Watch watch = new Watch(town.installation());
                Pulse pulse = town.pulse(rates, bulk, single, watch)) {
            // Not counted: the node and the sender find their pace.
            Watched.pause(Duration.ofSeconds(3));
            Phase calm = new Phase();
            watch.begin(calm);
            Watched.pause(before);
            Changes changes = new Changes(town, watch, single);
            watch.begin(changes.between);
            changes.there(Bound.HUNDREDTH, rounds);
            Histogram hundredth = changes.take();
            changes.there(Bound.EVERYBODY, rounds);
            Histogram everybody = changes.take();
            pulse.stop();
            watch.awaitProbes();
            return new Result(
                    town.folk().crowd().members(),
                    changes.flips,
                    Latencies.of(calm.micros()),
                    Latencies.of(hundredth),
                    Latencies.of(everybody),
                    calm.wrong() + changes.wrong);
        }
    }

    private static final class Changes {

        private final Town town;
        private final Watch watch;
        private final Inputs inputs;
        private final Phase between = new Phase();
        private final List<Flip> flips = new ArrayList<>();
        private Histogram others = new Histogram(3);
        private int wrong;

        private Changes(Town town, Watch watch, Inputs inputs) {
            this.town = town;
            this.watch = watch;
            this.inputs = inputs;
        }

        /** There and back. */
        private void there(Bound bound, int rounds) {
            for (int round = 0; round < rounds; round++) {
                flip(bound, true);
                Watched.pause(Duration.ofSeconds(2));
                flip(bound, false);
                Watched.pause(Duration.ofSeconds(2));
            }
        }

        private void flip(Bound bound, boolean blocks) {
            Crowd crowd = town.folk().crowd();
            int flipped = crowd.blocked(bound);
            Count count = watch.count(crowd.entity());
            Phase during = new Phase();
            watch.begin(during);
            long sent = System.nanoTime();
            town.bound(crowd, blocks ? bound : Bound.NOBODY, inputs);
            watch.await(count, flipped);
            watch.begin(between);
            watch.awaitProbes();
            others.add(during.micros());
            wrong += during.wrong();
            flips.add(new Flip(
                    bound,
                    blocks,
                    flipped,
                    (count.firstNanos() - sent) / 1e6,
                    (count.lastNanos() - sent) / 1e6,
                    Latencies.of(during.micros())));
        }

        private Histogram take() {
            Histogram taken = others;
            others = new Histogram(3);
            return taken;
        }
    }
}
