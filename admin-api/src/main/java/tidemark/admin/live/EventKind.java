package tidemark.admin.live;

import java.util.List;
import tidemark.topics.Topics;

/** What streams tell of, each from a topic of its own. The order is that in which a ledger says things; places in it are part of event ids. */
enum EventKind {
    /** A total has reached the warning threshold. */
    WARNING(0, "warning") {
        @Override
        String topic(Topics topics) {
            return topics.usageWarnings();
        }
    },
    /** A total has reached its limit. */
    EXCEEDED(1, "exceeded") {
        @Override
        String topic(Topics topics) {
            return topics.usageExceeded();
        }
    },
    /** The answer is another one. */
    DECISION(2, "decision") {
        @Override
        String topic(Topics topics) {
            return topics.decisionHistory();
        }
    },
    /** The level is another one. */
    LEVEL(3, "level") {
        @Override
        String topic(Topics topics) {
            return topics.levelChanges();
        }
    };

    /** How many there are. */
    static final int COUNT = 4;

    private static final List<EventKind> IN_ORDER = List.of(values());

    private final int place;
    private final String type;

    EventKind(int place, String type) {
        this.place = place;
        this.type = type;
    }

    /** The one at that place. */
    static EventKind at(int place) {
        return IN_ORDER.get(place);
    }

    /** Where it stands in the order, from 0; part of event ids. */
    int place() {
        return place;
    }

    /** The event type that clients see. */
    String type() {
        return type;
    }

    abstract String topic(Topics topics);

    /** The topics of all kinds, in their order. */
    static List<String> topics(Topics topics) {
        return IN_ORDER.stream().map(kind -> kind.topic(topics)).toList();
    }
}
