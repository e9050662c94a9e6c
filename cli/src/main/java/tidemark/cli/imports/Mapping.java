package tidemark.cli.imports;

import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tidemark.cli.text.BadTextException;
import tidemark.cli.text.EventTimes;
import tidemark.cli.text.Ids;
import tidemark.events.UsageEvent;

/**
 * How the rows of one file become usage events.
 *
 * @param entity the tenant of a row
 * @param user the user of a row
 * @param timeColumn where the time stands
 * @param charge what a row costs
 * @param idColumn where the event id stands; null: made from file name and line
 * @param source the producer that the ids belong to
 */
record Mapping(
        Function<Row, String> entity,
        Function<Row, String> user,
        String timeColumn,
        Charge charge,
        @Nullable String idColumn,
        String source) {

    /**
     * When a row happened, in epoch milliseconds.
     *
     * @throws BadTextException if the row does not say
     */
    long time(Row row) {
        return named(timeColumn, EventTimes::parseMillis).apply(row);
    }

    /**
     * The event that a row stands for.
     *
     * @param shiftMillis added to its time
     * @throws BadTextException if it stands for none
     */
    UsageEvent event(Row row, String fileName, long shiftMillis) {
        UsageEvent event = new UsageEvent();
        event.setEventId(
                idColumn == null
                        ? fileName + ":" + row.line()
                        : named(idColumn, Ids::token).apply(row));
        event.setEntityId(entity.apply(row));
        event.setUserId(user.apply(row));
        event.setOccurredAt(Instant.ofEpochMilli(time(row) + shiftMillis));
        event.setCreditsMicros(charge.micros(row));
        event.setSource(source);
        return event;
    }

    /** Reads a column; what is wrong with its text is told with its name. */
    static <T> Function<Row, T> named(String column, Function<String, T> reading) {
        return row -> {
            String text = row.cell(column);
            try {
                return reading.apply(text);
            } catch (BadTextException e) {
                throw new BadTextException(column + ": " + e.getMessage(), e);
            }
        };
    }
}
