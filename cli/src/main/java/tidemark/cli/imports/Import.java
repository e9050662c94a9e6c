package tidemark.cli.imports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tidemark.cli.connect.UsagePublisher;
import tidemark.cli.text.BadTextException;
import tidemark.events.UsageEvent;

/** The files of one import, read as often as needed and never kept. */
final class Import {

    /** A file with the meaning of its columns. */
    private record Source(InputFile file, Mapping mapping) {}

    private final List<Source> sources;

    private Import(List<Source> sources) {
        this.sources = sources;
    }

    /**
     * Looks at the start of each file.
     *
     * @throws BadTextException if one cannot be read or mapped
     */
    static Import of(List<InputFile> files, MappingOptions options) {
        List<Source> sources = new ArrayList<>();
        for (InputFile file : files) {
            try (Rows rows = file.open(bytes -> {})) {
                sources.add(new Source(file, options.forColumns(rows.columns(), rows.fixedColumns())));
            } catch (BadTextException e) {
                throw new BadTextException(file.path() + " " + e.getMessage(), e);
            } catch (IOException e) {
                throw new BadTextException(file.path() + " cannot be read: " + e.getMessage(), e);
            }
        }
        return new Import(sources);
    }

    /** By how much all rows must be shifted for the latest to happen now; 0 if no row has a time. */
    long shiftToNow(long nowMillis) {
        long[] latest = {Long.MIN_VALUE};
        try (Progress progress = Progress.of("Looking for the latest row", bytes())) {
            for (Source source : sources) {
                each(source, progress, row -> {
                    Long time = timeOf(source, row);
                    latest[0] = time == null ? latest[0] : Math.max(latest[0], time);
                });
            }
        }
        return latest[0] == Long.MIN_VALUE ? 0 : nowMillis - latest[0];
    }

    /** Publishes all rows that can be; the others are noted. */
    void publish(UsagePublisher publisher, long shiftMillis, Tally tally) {
        try (Progress progress = Progress.of("Importing", bytes())) {
            for (Source source : sources) {
                String idName = source.file().idName();
                each(source, progress, row -> {
                    UsageEvent event = eventOf(source, row, idName, shiftMillis, tally);
                    if (event != null) {
                        publisher.send(event);
                    }
                });
            }
            publisher.flush();
        } finally {
            tally.published(publisher.delivered());
        }
    }

    private static @Nullable UsageEvent eventOf(Source source, Row row, String idName, long shiftMillis, Tally tally) {
        tally.read();
        if (row.problem() != null) {
            tally.refuse(source.file(), row, row.problem());
            return null;
        }
        try {
            return source.mapping().event(row, idName, shiftMillis);
        } catch (BadTextException e) {
            tally.refuse(source.file(), row, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static @Nullable Long timeOf(Source source, Row row) {
        if (row.problem() != null) {
            return null;
        }
        try {
            return source.mapping().time(row);
        } catch (BadTextException e) {
            return null;
        }
    }

    private static void each(Source source, Progress progress, Consumer<Row> action) {
        try (Rows rows = source.file().open(progress)) {
            for (Row row = rows.next(); row != null; row = rows.next()) {
                action.accept(row);
            }
        } catch (IOException e) {
            throw new BadTextException(source.file().path() + " cannot be read to its end: " + e.getMessage(), e);
        }
    }

    private long bytes() {
        long bytes = 0;
        for (Source source : sources) {
            try {
                bytes += source.file().size();
            } catch (IOException e) {
                throw new BadTextException(source.file().path() + " cannot be read: " + e.getMessage(), e);
            }
        }
        return bytes;
    }
}
