package tidemark.benchmarks.measure;

import java.lang.management.ManagementFactory;
import java.util.Map;
import tidemark.benchmarks.load.Inputs;
import tidemark.benchmarks.load.Popularity;
import tidemark.benchmarks.load.Population;
import tidemark.benchmarks.load.Terms;
import tidemark.benchmarks.load.Usage;
import tidemark.benchmarks.rivals.Pipeline;
import tidemark.benchmarks.stack.Installation;
import tidemark.benchmarks.stack.NodeJvm;

/**
 * One pipeline with topics and state of its own, which it keeps from round to round. Between its rounds it is stopped, so that
 * others can have their turn.
 */
public final class Contestant implements AutoCloseable {

    private final Site site;
    private final Pipeline pipeline;
    private final Population population;
    private final Installation installation;
    private long published;

    /**
     * What one round gave.
     *
     * @param pipeline who
     * @param population of users
     * @param popularity how usage spread over them
     * @param round which repeat it was, from 0
     * @param work what was done
     * @param gcMillis time of the node's collections meanwhile
     * @param machineLoad load average when it was started
     */
    public record Result(
            Pipeline pipeline,
            Population population,
            Popularity popularity,
            int round,
            Work work,
            long gcMillis,
            double machineLoad) {}

    private Contestant(Site site, Pipeline pipeline, Population population, Installation installation) {
        this.site = site;
        this.pipeline = pipeline;
        this.population = population;
        this.installation = installation;
    }

    /** Creates its topics and lets it take in the terms. */
    public static Contestant prepare(Site site, Pipeline pipeline, Terms terms, String prefix) {
        Contestant made = new Contestant(site, pipeline, terms.population(), site.installation(prefix));
        if (pipeline != Pipeline.PASS_THROUGH) {
            made.takeIn(terms);
        }
        return made;
    }

    /**
     * Publishes a backlog and has it worked off. The first part, while the node starts, is not counted.
     *
     * @param round which repeat it is; the same one has the same usage
     */
    public Result run(Popularity popularity, int round, int events, int uncounted) {
        try (Inputs inputs = new Inputs(installation, 20)) {
            String ids = popularity + "-" + round + "-";
            new Usage(population, popularity, ids, round).publish(events, inputs);
        }
        long before = published;
        published += events;
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        try (NodeJvm.Node node = start()) {
            Watched watched = new Watched(site.stack(), installation, node);
            Progress from = watched.lookAt(before + uncounted);
            long gcBefore = node.report().gcMillis();
            Work work = watched.lookAt(published).since(from);
            long gcMillis = node.report().gcMillis() - gcBefore;
            return new Result(pipeline, population, popularity, round, work, gcMillis, load);
        }
    }

    @Override
    public void close() {
        installation.close();
    }

    private void takeIn(Terms terms) {
        try (Inputs inputs = new Inputs(installation, 20)) {
            if (pipeline == Pipeline.TIDEMARK) {
                terms.set(inputs);
            } else {
                terms.set(inputs, installation.rivalTopics());
            }
        }
        String last = pipeline == Pipeline.TIDEMARK
                ? installation.topics().roleAssignments()
                : installation.rivalTopics().limits();
        try (NodeJvm.Node node = start()) {
            Watched.await(
                    last,
                    () -> installation.committed(last) >= population.users()
                            && node.report().ready());
        }
    }

    private NodeJvm.Node start() {
        return site.nodes().run(installation.settings(Map.of(Pipeline.SETTING, pipeline.name())));
    }
}
