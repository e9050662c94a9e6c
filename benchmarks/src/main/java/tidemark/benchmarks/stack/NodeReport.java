package tidemark.benchmarks.stack;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a node says of itself.
 *
 * @param ready whether it takes part in the work
 * @param gcMillis time spent in collections since the start
 * @param heapBytes in use now
 * @param counters its own counters that are not zero, by name and tags: {@code tidemark.records{outcome=applied,topic=roles}}
 */
public record NodeReport(boolean ready, long gcMillis, long heapBytes, Map<String, Double> counters) {

    private static final String OWN = "tidemark.";

    static NodeReport of(boolean ready, MeterRegistry meters) {
        Map<String, Double> counters = new TreeMap<>();
        for (Meter meter : meters.getMeters()) {
            boolean own = meter.getId().getName().startsWith(OWN);
            if (own && meter instanceof Counter counter && counter.count() > 0) {
                counters.put(counter.getId().getName() + tags(counter.getId().getTags()), counter.count());
            }
        }
        long gcMillis = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
        long heapBytes =
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return new NodeReport(ready, gcMillis, heapBytes, counters);
    }

    /** How many records of that topic had that outcome. */
    public long records(String topic, String outcome) {
        return counters.getOrDefault("tidemark.records{outcome=" + outcome + ",topic=" + topic + "}", 0.0)
                .longValue();
    }

    private static String tags(List<Tag> tags) {
        return tags.stream()
                .map(tag -> tag.getKey() + "=" + tag.getValue())
                .sorted()
                .collect(Collectors.joining(",", "{", "}"));
    }
}
