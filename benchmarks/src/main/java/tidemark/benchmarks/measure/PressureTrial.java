package tidemark.benchmarks.measure;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tidemark.benchmarks.load.Inputs;
import tidemark.benchmarks.load.Limits;
import tidemark.benchmarks.load.Population;
import tidemark.benchmarks.load.Pressure;
import tidemark.benchmarks.load.Usage;
import tidemark.benchmarks.stack.Installation;
import tidemark.benchmarks.stack.NodeJvm;

/**
 * How much a node gets done while the load is being made on the same machine: what load at a fixed rate is to be a share of.
 * The first part is not counted.
 *
 * @param events in all
 * @param uncounted how many of them are not counted
 */
public record PressureTrial(Site site, int events, int uncounted) {

    /* Half a second's worth or more: the node never runs out of work between two looks. */
    private static final int UNDER_WAY = 60_000;

    /**
     * What one trial gave.
     *
     * @param population who has used
     * @param work what was done
     */
    public record Result(Population population, Work work) {}

    /** Runs it on topics of that prefix; every entity has a limit (never reached). */
    public Result run(Population population, String prefix) {
        try (Installation installation = site.installation(prefix);
                Inputs inputs = new Inputs(installation, 5)) {
            Limits.FAR.set(population, inputs);
            Pressure pressure = new Pressure(new Usage(population, 0), events, UNDER_WAY, inputs);
            try (NodeJvm.Node node = site.nodes().run(installation.settings(Map.of()))) {
                Watched watched = new Watched(site.stack(), installation, node);
                String usage = installation.topics().usageEvents();
                CompletableFuture<Void> load =
                        CompletableFuture.runAsync(() -> pressure.run(inputs, () -> installation.committed(usage)));
                Progress from = watched.lookAt(uncounted);
                Work work = watched.lookAt(events - UNDER_WAY).since(from);
                load.join();
                return new Result(population, work);
            }
        }
    }
}
