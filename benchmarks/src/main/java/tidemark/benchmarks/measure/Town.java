package tidemark.benchmarks.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import tidemark.benchmarks.load.Brink;
import tidemark.benchmarks.load.Crowd;
import tidemark.benchmarks.load.Inputs;
import tidemark.benchmarks.load.Population;
import tidemark.benchmarks.load.Pulse;
import tidemark.benchmarks.load.Usage;
import tidemark.benchmarks.stack.Installation;
import tidemark.benchmarks.stack.StackJvm;

/**
 * An installation in which a crowd has settled: everybody has their role and their usage, and the node has worked all of it off. Making
 * one takes minutes, so trials share it; each leaves it as it found it, but for months and what it says of itself.
 */
public final class Town implements AutoCloseable {

    private static final long BETWEEN_LOOKS_NANOS = 50_000_000;
    private static final long PATIENCE_NANOS = 1_200_000_000_000L;

    private final Folk folk;
    private final NamedNode first;
    private final NamedNode second;
    private final Pulse.Source pulse;
    private final Usage background;
    private final List<Stored> stored = new ArrayList<>();
    private StackJvm stack;
    private Installation installation;
    private double eventsPerSecond;
    private long residentAfterWork;
    private long residentAfterRestart;
    private int changes;
    private int extraEvents;

    private Town(Ground ground, Installation installation, Folk folk, String name) {
        this.stack = ground.stack();
        this.installation = installation;
        this.folk = folk;
        this.first = new NamedNode(ground, name + "-first");
        this.second = new NamedNode(ground, name + "-second");
        this.background = new Usage(folk.background(), 1);
        this.pulse = new Pulse.Source(folk.brink(), background);
    }

    /**
     * Who lives there.
     *
     * @param crowd members of a large role
     * @param few members of a small role
     * @param brink who tells how fresh decisions are
     * @param background who uses besides
     */
    public record Folk(Crowd crowd, Crowd few, Brink brink, Population background) {}

    /**
     * What is stored after a clean stop.
     *
     * @param eventsEach events of each member of the crowd so far
     * @param stateBytes in the state directory
     * @param changelogBytes of the changelogs on the broker
     */
    public record Stored(int eventsEach, long stateBytes, long changelogBytes) {}

    /** Settles them; the node runs afterwards and has nothing to do. */
    public static Town found(Ground ground, String name, int partitions, Folk folk) {
        Installation installation =
                Installation.create(ground.stack(), ground.directory(), name, partitions, ground.settings());
        Town town = new Town(ground, installation, folk, name);
        try {
            town.settle();
            return town;
        } catch (RuntimeException e) {
            town.close();
            throw e;
        }
    }

    private void settle() {
        try (Inputs inputs = new Inputs(installation, 20)) {
            for (Crowd crowd : List.of(folk.crowd(), folk.few())) {
                crowd.enrol(inputs);
                crowd.use(0, 1, inputs);
            }
            folk.brink().enrol(inputs);
            folk.brink().use(inputs);
            start();
            awaitApplied(installation.topics().roleAssignments());
            awaitApplied(installation.topics().usageEvents());
            takeStock(1);
            start();
            int events = folk.crowd().eventsEach();
            folk.few().use(1, folk.few().eventsEach(), inputs);
            long before = installation.committed(installation.topics().usageEvents());
            long began = System.nanoTime();
            folk.crowd().use(1, events, inputs);
            awaitApplied(installation.topics().usageEvents());
            long done = installation.committed(installation.topics().usageEvents()) - before;
            eventsPerSecond = done * 1e9 / (System.nanoTime() - began);
            residentAfterWork = first.residentBytes();
            takeStock(events);
            start();
            first.awaitReady();
            first.awaitIdle();
            residentAfterRestart = first.residentBytes();
        }
    }

    private void takeStock(int eventsEach) {
        first.awaitIdle();
        first.stop();
        stored.add(new Stored(eventsEach, first.stateBytes(), installation.changelogBytes()));
    }

    /** Starts its node. */
    public void start() {
        first.start(installation, Map.of());
    }

    /** Goes on with a stack that was started again on the same directory; no node may run meanwhile. */
    public void moveTo(StackJvm again) {
        stack = again;
        installation = installation.on(again);
    }

    StackJvm stack() {
        return stack;
    }

    /** Stops its node. */
    public void stop() {
        first.stop();
    }

    Installation installation() {
        return installation;
    }

    Folk folk() {
        return folk;
    }

    NamedNode first() {
        return first;
    }

    NamedNode second() {
        return second;
    }

    Usage background() {
        return background;
    }

    /** Has everybody of the crowd use once more, and waits until that is worked off. */
    void workOnce() {
        int next = folk.crowd().eventsEach() + extraEvents++;
        try (Inputs inputs = new Inputs(installation, 20)) {
            folk.crowd().use(next, next + 1, inputs);
        }
        awaitApplied(installation.topics().usageEvents());
    }

    /** Moves the clocks of broker and node on. */
    void moveClocks(Duration on) {
        stack.beAhead(stack.ahead().plus(on));
        first.node().beAhead(stack.ahead());
    }

    /** About how many accounts its node keeps. */
    int accounts() {
        return folk.crowd().members()
                + folk.few().members()
                + folk.brink().users()
                + folk.background().users();
    }

    /** Starts to let it live: a little usage, and probes. */
    Pulse pulse(Pulse.Rates rates, Inputs bulk, Inputs single, Watch watch) {
        return Pulse.start(pulse, rates, bulk, single, watch::sending);
    }

    /** What settling it gave. */
    public Settled settled() {
        return new Settled(
                installation.partitions(),
                folk.crowd().members(),
                folk.few().members() + folk.brink().users(),
                stored,
                eventsPerSecond,
                residentAfterWork,
                residentAfterRestart);
    }

    /**
     * What settling gave.
     *
     * @param partitions of every topic
     * @param crowd how many members the crowd has
     * @param others how many other accounts there are
     * @param stored with one event of each member, and with all
     * @param eventsPerSecond how fast the second and later events of each member were worked off, while they were published
     * @param residentAfterWork resident memory of the node's JVM after that, in bytes
     * @param residentAfterRestart the same in a new JVM, started on its state, with nothing to do
     */
    public record Settled(
            int partitions,
            int crowd,
            int others,
            List<Stored> stored,
            double eventsPerSecond,
            long residentAfterWork,
            long residentAfterRestart) {

        /** Copies the list. */
        public Settled {
            stored = List.copyOf(stored);
        }

        /** How many accounts there are. */
        public int accounts() {
            return crowd + others;
        }

        /** What one more remembered event of each member of the crowd adds, for each of them. */
        public double perEvent(ToLongFunction<Stored> bytes) {
            Stored one = stored.get(0);
            Stored all = stored.get(stored.size() - 1);
            double events = (double) (all.eventsEach() - one.eventsEach()) * crowd;
            return (bytes.applyAsLong(all) - bytes.applyAsLong(one)) / events;
        }

        /** What an account takes up besides its events: with its role, its assignment and its places in indexes. */
        public double perAccount(ToLongFunction<Stored> bytes) {
            return (double) bytes.applyAsLong(stored.get(0)) / accounts() - perEvent(bytes);
        }
    }

    void awaitApplied(String topic) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        long end = installation.end(topic);
        while (installation.committed(topic) < end) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("Waited in vain for all of " + topic);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }

    /** Changes the limit of a crowd's role. */
    void bound(Crowd crowd, Crowd.Bound bound, Inputs inputs) {
        crowd.bound(bound, "change-" + changes++, inputs);
    }

    @Override
    public void close() {
        first.close();
        second.close();
        installation.close();
    }
}
