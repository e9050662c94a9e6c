package tidemark.benchmarks.measure;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tidemark.benchmarks.stack.StackJvm;

/**
 * Where towns are founded.
 *
 * @param stack broker and registry
 * @param directory for state and logs
 * @param settings of every node
 * @param nodeOptions of every node's JVM
 */
public record Ground(StackJvm stack, Path directory, Map<String, String> settings, List<String> nodeOptions) {}
