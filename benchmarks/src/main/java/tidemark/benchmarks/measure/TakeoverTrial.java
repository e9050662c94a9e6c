package tidemark.benchmarks.measure;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import tidemark.benchmarks.load.Brink;
import tidemark.benchmarks.load.Inputs;
import tidemark.benchmarks.load.Pulse;
import tidemark.topology.NodeSettings;
import tidemark.topology.intake.AccountKeys;
import tidemark.topology.intake.Partitions;

/**
 * Of two nodes, which keep a standby of each other's state, the one that has more to do is killed with SIGKILL and stays away: the other
 * takes over.
 *
 * @param name which settings of broker and nodes
 * @param rates what goes on, also while nobody does the work
 * @param settings of the nodes besides the usual ones
 */
public record TakeoverTrial(String name, Pulse.Rates rates, Map<String, String> settings) {

    /**
     * What the trial gave.
     *
     * @param name which settings of broker and nodes
     * @param accounts about how many the nodes keep
     * @param taken decisions in partitions that were taken over
     * @param kept decisions in those that the survivor had before
     * @param wrong decisions that were wrong
     */
    public record Result(String name, int accounts, Resumption taken, Resumption kept, int wrong) {}

    /** Runs it; none of the nodes runs before and afterwards. */
    public Result run(Town town) {
        Map<String, String> both = new HashMap<>(settings);
        both.put(NodeSettings.STANDBY_REPLICAS, "1");
        List<NamedNode> nodes = List.of(town.first(), town.second());
        nodes.forEach(node -> node.start(town.installation(), both));
        int partitions = town.installation().partitions();
        Watched.await(
                "every partition to have its node",
                () -> owned(town.first(), partitions).size()
                                + owned(town.second(), partitions).size()
                        == partitions);
        // The standbys are complete once nobody restores any more.
        nodes.forEach(NamedNode::awaitIdle);
        // Asked before anything goes on: a question may stop a busy node for good (KAFKA-19629).
        Set<Integer> ofFirst = owned(town.first(), partitions);
        boolean firstHasMore = 2 * ofFirst.size() >= partitions;
        NamedNode victim = firstHasMore ? town.first() : town.second();
        Set<Integer> taken = firstHasMore ? ofFirst : owned(town.second(), partitions);
        try (Inputs bulk = new Inputs(town.installation(), 5);
                Inputs single = new Inputs(town.installation(), 0);
                Watch watch = new Watch(town.installation());
                Pulse pulse = town.pulse(rates, bulk, single, watch)) {
            Watched.pause(Duration.ofSeconds(3));
            Phase after = new Phase();
            watch.begin(after);
            long killed = System.nanoTime();
            victim.kill();
            Watched.await(
                    "decisions in all partitions", () -> after.firstNanos().size() == partitions);
            pulse.stop();
            watch.awaitProbes();
            Set<Integer> kept =
                    new HashSet<>(IntStream.range(0, partitions).boxed().toList());
            kept.removeAll(taken);
            return new Result(
                    name,
                    town.accounts(),
                    Resumption.of(after, taken, killed),
                    Resumption.of(after, kept, killed),
                    after.wrong());
        } finally {
            nodes.forEach(NamedNode::stop);
        }
    }

    /** The partitions of accounts that a node answers for: it tells about a user of each, or it does not. */
    private static Set<Integer> owned(NamedNode node, int partitions) {
        Set<Integer> asked = new HashSet<>();
        Set<Integer> owned = new HashSet<>();
        Partitions places = new Partitions(partitions);
        for (int number = 0; asked.size() < partitions; number++) {
            String user = Brink.user(number);
            int partition = places.of(AccountKeys.bytes(AccountKeys.account(Brink.ENTITY, user)));
            if (asked.add(partition) && node.node().ask(Brink.ENTITY, user).here()) {
                owned.add(partition);
            }
        }
        return owned;
    }
}
