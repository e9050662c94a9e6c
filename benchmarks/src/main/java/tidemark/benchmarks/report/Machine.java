package tidemark.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Where and when something was measured.
 *
 * @param at the start
 * @param commit of the sources
 * @param processor its model, as the system names it
 * @param processors how many there are for this JVM
 * @param memoryMiB of the machine
 * @param system its name and version
 * @param java the JVM
 * @param loadAverage at the start: above 0 others were at work too
 */
public record Machine(
        String at,
        String commit,
        String processor,
        int processors,
        long memoryMiB,
        String system,
        String java,
        double loadAverage) {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final Path MEM_INFO = Path.of("/proc/meminfo");

    /** This machine, now. */
    public static Machine here() {
        return new Machine(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                System.getProperty("tidemark.commit", "unknown"),
                value(CPU_INFO, "model name", "unknown"),
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong(value(MEM_INFO, "MemTotal", "0 kB").replaceAll("\\D", "")) / 1024,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** In one line. */
    @Override
    public String toString() {
        return at + ", commit " + commit + ", " + processors + " x " + processor + ", " + memoryMiB + " MiB, " + system
                + ", " + java + ", load average at the start " + Figures.ratio(loadAverage);
    }

    /** The value of the first line {@code name : value} of a file of the system. */
    private static String value(Path file, String name, String otherwise) {
        try {
            List<String> lines = Files.isReadable(file) ? Files.readAllLines(file) : List.of();
            return lines.stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse(otherwise);
        } catch (IOException e) {
            return otherwise;
        }
    }
}
