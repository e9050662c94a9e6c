package tidemark.cli.watch;

import java.util.Locale;
import tidemark.topics.Topics;

/** What can be watched. */
enum Subject {
    /** Totals that reached the warning threshold. */
    WARNINGS,
    /** Totals that reached their limit. */
    EXCEEDED,
    /** Who may and who may not. */
    DECISIONS,
    /** How far totals have come, up and down. */
    LEVELS,
    /** Records that could not be used. */
    REJECTED,
    /** Answers to changes. */
    CHANGES;

    String topic(Topics topics) {
        return switch (this) {
            case WARNINGS -> topics.usageWarnings();
            case EXCEEDED -> topics.usageExceeded();
            case DECISIONS -> topics.blockDecisions();
            case LEVELS -> topics.levelChanges();
            case REJECTED -> topics.rejectedEvents();
            case CHANGES -> topics.changeResults();
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
