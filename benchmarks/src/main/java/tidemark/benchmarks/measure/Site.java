package tidemark.benchmarks.measure;

import java.nio.file.Path;
import java.util.Map;
import tidemark.benchmarks.stack.Installation;
import tidemark.benchmarks.stack.NodeJvm;
import tidemark.benchmarks.stack.StackJvm;

/**
 * Where trials take place.
 *
 * @param stack broker and registry, the same for all trials
 * @param nodes where nodes run
 * @param directory for state
 * @param partitions of every topic
 * @param settings of every node, besides those of the trial
 */
public record Site(StackJvm stack, NodeJvm nodes, Path directory, int partitions, Map<String, String> settings) {

    /** Topics for one trial. */
    Installation installation(String name) {
        return Installation.create(stack, directory, name, partitions, settings);
    }
}
