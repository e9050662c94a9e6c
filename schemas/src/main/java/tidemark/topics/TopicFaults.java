package tidemark.topics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tidemark.topics.TopicSpec.Partitioning;

/** Compares how topics stand with how they must. Kafka Streams itself does not notice any of this. */
final class TopicFaults {

    private static final String TIMESTAMPS = "message.timestamp.type";
    private static final String CLEANUP = "cleanup.policy";

    private final List<TopicFault> faults = new ArrayList<>();

    private TopicFaults() {}

    static List<TopicFault> of(List<TopicSpec> specs, Map<String, TopicState> states) {
        TopicFaults found = new TopicFaults();
        for (TopicSpec spec : specs) {
            TopicState state = states.get(spec.name());
            if (state == null) {
                found.add(spec, "The topic " + spec.name() + " does not exist: 'tidemark topics create' makes it.");
            } else {
                found.compare(spec, state);
            }
        }
        found.comparePartitions(Partitioning.ACCOUNTS, specs, states);
        found.comparePartitions(Partitioning.ENTITIES, specs, states);
        return List.copyOf(found.faults);
    }

    private void compare(TopicSpec spec, TopicState state) {
        if (spec.config().containsKey(TIMESTAMPS)) {
            compare(spec, state, TIMESTAMPS, "CreateTime");
        }
        compare(spec, state, CLEANUP, "delete");
    }

    private void compare(TopicSpec spec, TopicState state, String key, String fallback) {
        String expected = spec.config().getOrDefault(key, fallback);
        String actual = state.config().getOrDefault(key, fallback);
        if (!expected.equals(actual)) {
            add(spec, "The topic " + spec.name() + " must have " + key + "=" + expected + ", but has " + actual + ".");
        }
    }

    private void comparePartitions(Partitioning group, List<TopicSpec> specs, Map<String, TopicState> states) {
        Map<String, Integer> partitions = new TreeMap<>();
        for (TopicSpec spec : specs) {
            TopicState state = states.get(spec.name());
            if (spec.partitioning() == group && state != null) {
                partitions.put(spec.name(), state.partitions());
            }
        }
        if (partitions.values().stream().distinct().count() > 1) {
            faults.add(new TopicFault(
                    String.join(", ", partitions.keySet()),
                    "These topics must have the same number of partitions, but have: " + listed(partitions) + "."));
        }
    }

    private static String listed(Map<String, Integer> partitions) {
        List<String> items = new ArrayList<>();
        partitions.forEach((topic, count) -> items.add(topic + " " + count));
        return String.join(", ", items);
    }

    private void add(TopicSpec spec, String sentence) {
        faults.add(new TopicFault(spec.name(), sentence));
    }
}
