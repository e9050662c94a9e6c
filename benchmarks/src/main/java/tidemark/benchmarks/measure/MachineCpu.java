package tidemark.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Processor time of all processes of the machine, where the system tells it. */
final class MachineCpu {

    private static final Path STAT = Path.of("/proc/stat");
    private static final long NANOS_PER_TICK = 10_000_000;

    /* Of cpu, user, nice, system, idle, iowait, irq, softirq, steal: what waits is not busy. */
    private static final Set<Integer> BUSY = Set.of(1, 2, 3, 6, 7, 8);

    private MachineCpu() {}

    /** In nanoseconds since the machine's start; 0: not known here. */
    static long busyNanos() {
        if (!Files.isReadable(STAT)) {
            return 0;
        }
        try {
            List<String> fields = List.of(Files.readAllLines(STAT).get(0).trim().split("\\s+", -1));
            return BUSY.stream().mapToLong(at -> Long.parseLong(fields.get(at))).sum() * NANOS_PER_TICK;
        } catch (IOException e) {
            return 0;
        }
    }
}
