package tidemark.benchmarks.measure;

import java.lang.management.ManagementFactory;
import tidemark.benchmarks.load.Inputs;
import tidemark.benchmarks.load.Usage;
import tidemark.benchmarks.stack.Installation;
import tidemark.benchmarks.stack.NodeJvm;
import tidemark.benchmarks.stack.NodeReport;

/**
 * A node works off a backlog of usage. The first part, while it starts, is not counted.
 *
 * @param events of the backlog
 * @param uncounted how many of them are not counted
 */
public record BacklogTrial(Site site, int events, int uncounted) {

    /**
     * What one trial gave.
     *
     * @param backlog what was worked off
     * @param round which repeat it was, from 0
     * @param work what was done
     * @param partials reports of sums that the entity task took in that time
     * @param gcMillis time of the node's collections meanwhile
     * @param machineLoad load average when the node was started
     */
    public record Result(Backlog backlog, int round, Work work, long partials, long gcMillis, double machineLoad) {

        /** Reports of sums per second. */
        public double partialsPerSecond() {
            return partials / work.seconds();
        }
    }

    /** Runs it on topics of that prefix; the same seed gives the same usage. */
    public Result run(Backlog backlog, int round, String prefix) {
        try (Installation installation = site.installation(prefix)) {
            publish(backlog, installation, round);
            double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
            try (NodeJvm.Node node = site.nodes().run(installation.settings(backlog.settings()))) {
                Watched watched = new Watched(site.stack(), installation, node);
                watched.lookAt(uncounted);
                NodeReport before = node.report();
                Progress from = watched.look();
                Work work = watched.lookAt(events).since(from);
                NodeReport after = node.report();
                long partials = partials(after, installation) - partials(before, installation);
                return new Result(backlog, round, work, partials, after.gcMillis() - before.gcMillis(), load);
            }
        }
    }

    private void publish(Backlog backlog, Installation installation, long seed) {
        try (Inputs inputs = new Inputs(installation, 20)) {
            backlog.limits().set(backlog.population(), inputs);
            new Usage(backlog.population(), seed).publish(events, inputs);
        }
    }

    private static long partials(NodeReport report, Installation installation) {
        String topic = installation.topics().entityPartials();
        return report.records(topic, "applied") + report.records(topic, "no_change");
    }
}
