package tidemark.benchmarks.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Kafka Streams has logged about restoring the stores of active tasks.
 *
 * @param rows read from changelogs
 * @param seconds from when the first task began to be restored until the last one was done
 */
public record RestoreLog(long rows, double seconds) {

    private static final Pattern RESTORED = Pattern.compile("Finished restoring .* total number of (\\d+) records");
    private static final String BEGINS = "Stateful active task ";
    private static final String BEGUN = "was added to the state updater";
    private static final String DONE = "completed restoration";
    private static final int TIME_LENGTH = "HH:mm:ss.SSS".length();

    /** Rows per second. */
    public double rowsPerSecond() {
        return rows / seconds;
    }

    static RestoreLog of(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            long rows = 0;
            for (String line : lines) {
                Matcher restored = RESTORED.matcher(line);
                rows += restored.find() ? Long.parseLong(restored.group(1)) : 0;
            }
            List<LocalTime> begun = times(lines, BEGUN);
            List<LocalTime> done = times(lines, DONE);
            if (begun.isEmpty() || done.isEmpty()) {
                return new RestoreLog(rows, 0);
            }
            Duration took = Duration.between(begun.get(0), done.get(done.size() - 1));
            return new RestoreLog(rows, (took.isNegative() ? took.plusDays(1) : took).toMillis() / 1e3);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<LocalTime> times(List<String> lines, String what) {
        return lines.stream()
                .filter(line -> line.contains(BEGINS) && line.contains(what))
                .map(line -> LocalTime.parse(line.substring(0, TIME_LENGTH)))
                .toList();
    }
}
