package tidemark.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;
import tidemark.benchmarks.load.Crowd;
import tidemark.benchmarks.load.Crowd.Bound;
import tidemark.benchmarks.load.Inputs;
import tidemark.benchmarks.stack.Installation;

/**
 * Roles change while usage waits for the node: of a small one everybody flips, of a large one a hundredth.
 *
 * @param backlog how many events are to wait at least when a role changes
 */
public record OvertakingTrial(int backlog) {

    /* The node works off some while the rest is published and the changes are awaited. */
    private static final double MARGIN = 2;

    /**
     * One change under the backlog.
     *
     * @param members of the role
     * @param flipped how many of them are blocked or let in
     * @param blocks whether they are blocked
     * @param waiting events not committed when the change was sent
     * @param firstMillis from the sending of the change to the first decision
     * @param lastMillis to the last one
     */
    public record Change(
            int members, int flipped, boolean blocks, long waiting, double firstMillis, double lastMillis) {}

    /** Runs it. */
    public List<Change> run(Town town) {
        List<Change> changes = new ArrayList<>();
        try (Inputs bulk = new Inputs(town.installation(), 20);
                Inputs single = new Inputs(town.installation(), 0);
                Watch watch = new Watch(town.installation())) {
            town.background().publish((int) (backlog * MARGIN), bulk);
            for (boolean blocks : new boolean[] {true, false}) {
                changes.add(change(town, watch, single, town.folk().few(), Bound.EVERYBODY, blocks));
            }
            for (boolean blocks : new boolean[] {true, false}) {
                changes.add(change(town, watch, single, town.folk().crowd(), Bound.HUNDREDTH, blocks));
            }
            town.awaitApplied(town.installation().topics().usageEvents());
        }
        return changes;
    }

    private static Change change(Town town, Watch watch, Inputs inputs, Crowd crowd, Bound bound, boolean blocks) {
        Installation installation = town.installation();
        String usage = installation.topics().usageEvents();
        Count count = watch.count(crowd.entity());
        long waiting = installation.end(usage) - installation.committed(usage);
        long sent = System.nanoTime();
        town.bound(crowd, blocks ? bound : Bound.NOBODY, inputs);
        watch.await(count, crowd.blocked(bound));
        return new Change(
                crowd.members(),
                crowd.blocked(bound),
                blocks,
                waiting,
                (count.firstNanos() - sent) / 1e6,
                (count.lastNanos() - sent) / 1e6);
    }
}
