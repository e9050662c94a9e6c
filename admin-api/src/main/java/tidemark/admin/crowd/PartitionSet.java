package tidemark.admin.crowd;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sets of partitions as a short text: {@code 0-3,7}. */
final class PartitionSet {

    private static final Pattern RANGE = Pattern.compile("([0-9]{1,6})(?:-([0-9]{1,6}))?");

    private static final int MOST = 100_000;

    private PartitionSet() {}

    static String text(Collection<Integer> partitions) {
        StringBuilder text = new StringBuilder();
        int first = -1;
        int last = -1;
        for (int partition : new TreeSet<>(partitions)) {
            if (first >= 0 && partition != last + 1) {
                append(text, first, last);
                first = -1;
            }
            first = first < 0 ? partition : first;
            last = partition;
        }
        if (first >= 0) {
            append(text, first, last);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, int first, int last) {
        if (!text.isEmpty()) {
            text.append(',');
        }
        text.append(first);
        if (last > first) {
            text.append('-').append(last);
        }
    }

    /**
     * Reads such a text.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Set<Integer> of(String text) {
        Set<Integer> partitions = new TreeSet<>();
        if (text.isEmpty()) {
            return partitions;
        }
        for (String range : text.split(",", -1)) {
            Matcher matcher = RANGE.matcher(range);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("partitions are written like 0-3,7");
            }
            int first = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            if (last - first > MOST - partitions.size()) {
                throw new IllegalArgumentException("no topic has that many partitions");
            }
            for (int partition = first; partition <= last; partition++) {
                partitions.add(partition);
            }
        }
        return partitions;
    }
}
