package tidemark.topology.sums;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import tidemark.ledger.Period;

/**
 * Which months the accounts of this partition were ever charged in, and which of them may hold something that was not
 * reported: kept in the store, so that a starting task knows what to sum up, and that a month without a mark is empty.
 */
final class OpenMonths {

    private static final byte[] OPEN = {1};
    private static final byte[] CLOSED = {0};
    private static final int BEFORE = 0;
    private static final int BEYOND = Integer.MAX_VALUE;

    private final KeyValueStore<Bytes, byte[]> marks;

    /** Marks in that store, under keys that start with {@code month:}. */
    OpenMonths(KeyValueStore<Bytes, byte[]> marks) {
        this.marks = marks;
    }

    /** The months that may hold something unreported. */
    List<Period> open() {
        List<Period> open = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> all = marks.range(key(BEFORE), key(BEYOND))) {
            while (all.hasNext()) {
                var mark = all.next();
                if (mark.value[0] == OPEN[0]) {
                    open.add(periodOf(mark.key));
                }
            }
        }
        return open;
    }

    /** Opens a month; says whether it may hold something already. */
    boolean open(Period period) {
        boolean known = marks.get(key(period.index())) != null;
        marks.put(key(period.index()), OPEN);
        return known;
    }

    /** All of the month is reported. */
    void close(Period period) {
        marks.put(key(period.index()), CLOSED);
    }

    private static Bytes key(int month) {
        byte[] prefix = {'m', 'o', 'n', 't', 'h', ':'};
        return Bytes.wrap(ByteBuffer.allocate(prefix.length + Integer.BYTES)
                .put(prefix)
                .putInt(month)
                .array());
    }

    private static Period periodOf(Bytes key) {
        byte[] bytes = key.get();
        return Period.ofIndex(ByteBuffer.wrap(bytes, bytes.length - Integer.BYTES, Integer.BYTES)
                .getInt());
    }
}
