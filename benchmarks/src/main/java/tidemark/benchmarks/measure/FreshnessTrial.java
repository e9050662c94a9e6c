package tidemark.benchmarks.measure;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tidemark.benchmarks.load.Inputs;
import tidemark.benchmarks.load.Limits;
import tidemark.benchmarks.load.OpenLoop;
import tidemark.benchmarks.load.Probes;
import tidemark.benchmarks.load.Usage;
import tidemark.benchmarks.stack.Installation;
import tidemark.benchmarks.stack.NodeJvm;
import tidemark.ledger.Scope;

/**
 * How long it takes from the sending of an event to the decision that it causes, while other usage goes on at a fixed rate. The
 * first part, while the node finds its pace, is not counted.
 *
 * @param warmUp not counted
 * @param duration with the warm-up
 * @param probesPerSecond events that cause a decision, of entities and of users in turn
 */
public record FreshnessTrial(Site site, Duration warmUp, Duration duration, int probesPerSecond) {

    /**
     * What one trial gave.
     *
     * @param traffic what went on
     * @param entities times of decisions about entities
     * @param users times of decisions about users
     * @param work what the node did while it was counted
     * @param sender how late the sender was
     * @param machineLoad load average before the first event
     */
    public record Result(
            Traffic traffic, Latencies entities, Latencies users, Work work, Latencies sender, double machineLoad) {}

    /** Runs it on topics of that prefix. */
    public Result run(Traffic traffic, String prefix) {
        Probes probes = new Probes(Math.toIntExact(probesPerSecond * duration.toSeconds()), traffic.steps());
        try (Installation installation = site.installation(prefix);
                Inputs bulk = new Inputs(installation, 5);
                Inputs single = new Inputs(installation, 0);
                DecisionWatch watch = new DecisionWatch(installation)) {
            probes.prepare(bulk);
            Limits.FAR.set(traffic.population(), bulk);
            OpenLoop load =
                    new OpenLoop(new Usage(traffic.population(), 0), traffic.perSecond(), probes, duration, bulk);
            try (NodeJvm.Node node = site.nodes().run(installation.settings(traffic.settings()))) {
                Watched watched = new Watched(site.stack(), installation, node);
                awaitTerms(watched, probes, traffic);
                double machine = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
                new Thread(watch, "decisions").start();
                AtomicReference<@Nullable CompletableFuture<Progress>> from = new AtomicReference<>();
                int uncounted = Math.toIntExact(probesPerSecond * warmUp.toSeconds());
                load.run(bulk, single, probe -> {
                    if (probe == uncounted) {
                        // Not by the sender: a look takes milliseconds.
                        from.set(CompletableFuture.supplyAsync(watched::look));
                    }
                    watch.sending(probe, probe >= uncounted);
                });
                Work work =
                        watched.look().since(Objects.requireNonNull(from.get()).join());
                Watched.await("every decision", () -> watch.missing() == 0);
                return new Result(
                        traffic,
                        Latencies.of(watch.micros(Scope.ENTITY)),
                        Latencies.of(watch.micros(Scope.USER)),
                        work,
                        Latencies.of(load.lateMicros()),
                        machine);
            }
        }
    }

    /** Every limit and role has to be in force, on every partition, before the first event. */
    private static void awaitTerms(Watched watched, Probes probes, Traffic traffic) {
        Installation installation = watched.installation();
        long limits = (long) (probes.limits() + traffic.population().entities()) * installation.partitions();
        watched.awaitReport(
                "limits", report -> report.records(installation.topics().entities(), "applied"), limits);
        watched.awaitReport(
                "roles",
                report -> report.records(installation.topics().roleAssignments(), "applied"),
                probes.assignments());
    }
}
