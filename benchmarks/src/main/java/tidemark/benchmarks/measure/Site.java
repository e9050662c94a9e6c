package tidemark.benchmarks.measure;

import java.nio.file.Path;
import java.util.List;
import tidemark.benchmarks.stack.Installation;
import tidemark.benchmarks.stack.StackJvm;

/**
 * Where trials take place.
 *
 * @param stack broker and registry, the same for all trials
 * @param directory for state and logs
 * @param partitions of every topic
 * @param nodeOptions more options of the node's JVM
 */
public record Site(StackJvm stack, Path directory, int partitions, List<String> nodeOptions) {

    /** Topics for one trial. */
    Installation installation(String name) {
        return Installation.create(stack, directory, name, partitions);
    }
}
