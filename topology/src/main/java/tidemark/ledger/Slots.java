package tidemark.ledger;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What each partition of accounts adds to an entity's month: one slot for each that ever had something to add. Immutable.
 *
 * <p>A slot holds the partition's newest sum, not a change to it, so that the same sum may come any number of times and the
 * total is right whenever every slot is.
 */
public final class Slots {

    /** No slot yet. */
    public static final Slots NONE = new Slots(new int[0], new long[0], new long[0]);

    /* Side by side, sorted by partition. */
    private final int[] partitions;
    private final long[] micros;
    private final long[] events;

    private Slots(int[] partitions, long[] micros, long[] events) {
        this.partitions = partitions;
        this.micros = micros;
        this.events = events;
    }

    /**
     * Slots as they were kept, side by side.
     *
     * @param partitions ascending
     * @param micros sum of each, in micros
     * @param events number of events of each
     * @throws IllegalArgumentException if the partitions do not ascend or the numbers do not match
     */
    public static Slots of(int[] partitions, long[] micros, long[] events) {
        if (micros.length != partitions.length || events.length != partitions.length) {
            throw new IllegalArgumentException("every slot has a partition, a sum and a number of events");
        }
        for (int i = 0; i < partitions.length; i++) {
            if (partitions[i] < 0 || (i > 0 && partitions[i] <= partitions[i - 1])) {
                throw new IllegalArgumentException("partitions of slots ascend from 0");
            }
        }
        return new Slots(partitions.clone(), micros.clone(), events.clone());
    }

    /**
     * These slots with one of them replaced or added; the same instance when it stands so already. A partition without a
     * slot has nothing to add.
     *
     * @param partition of the accounts, not negative
     * @param sum of their totals, in micros
     * @param count how many events make it up
     */
    public Slots with(int partition, long sum, long count) {
        int at = Arrays.binarySearch(partitions, partition);
        boolean same = at < 0 ? sum == 0 && count == 0 : micros[at] == sum && events[at] == count;
        if (same) {
            return this;
        }
        int place = at >= 0 ? at : -at - 1;
        int size = at >= 0 ? partitions.length : partitions.length + 1;
        int[] newPartitions = new int[size];
        long[] newMicros = new long[size];
        long[] newEvents = new long[size];
        for (int i = 0; i < size; i++) {
            int from = at >= 0 || i < place ? i : i - 1;
            boolean own = i == place;
            newPartitions[i] = own ? partition : partitions[from];
            newMicros[i] = own ? sum : micros[from];
            newEvents[i] = own ? count : events[from];
        }
        return new Slots(newPartitions, newMicros, newEvents);
    }

    /** How many slots there are. */
    public int size() {
        return partitions.length;
    }

    /** The partition of the slot at that place, by partition from the lowest. */
    public int partition(int place) {
        return partitions[place];
    }

    /** Its sum in micros. */
    public long micros(int place) {
        return micros[place];
    }

    /** Its number of events. */
    public long events(int place) {
        return events[place];
    }

    /** The total in micros, held at plus or minus 2^53-1 where it would pass them. */
    public long total() {
        return Math.max(-Credits.MAX_MICROS, Math.min(Credits.MAX_MICROS, exact()));
    }

    /** Whether the total had to be held at the end of the range. */
    public boolean isSaturated() {
        return !Credits.inRange(exact());
    }

    /** How many events make it up. */
    public long events() {
        return Arrays.stream(events).sum();
    }

    private long exact() {
        WideSum sum = new WideSum();
        for (long one : micros) {
            sum.add(one);
        }
        return sum.value();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Slots slots
                && Arrays.equals(partitions, slots.partitions)
                && Arrays.equals(micros, slots.micros)
                && Arrays.equals(events, slots.events);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(partitions) + Arrays.hashCode(micros);
    }

    @Override
    public String toString() {
        return Arrays.toString(partitions) + " " + Arrays.toString(micros) + " " + Arrays.toString(events);
    }
}
