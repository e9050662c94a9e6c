package tidemark.admin.crowd;

import org.jspecify.annotations.Nullable;
import tidemark.ledger.Limit;
import tidemark.ledger.Share;

/** In which order accounts are listed. Among equals, and otherwise, they stand in the order of their users. */
public enum Sort {
    /** By user. */
    USER("user"),
    /** By usage, the least first. */
    USED("used"),
    /** By usage, the most first. */
    USED_DOWN("-used"),
    /** By the share of the limit that is used, the least first; those without a limit come before all others. */
    PERCENT("percent"),
    /** By the share of the limit that is used, the most first; those without a limit come after all others. */
    PERCENT_DOWN("-percent");

    private final String text;

    Sort(String text) {
        this.text = text;
    }

    /** The order that is written so; null: none is. */
    public static @Nullable Sort of(String text) {
        for (Sort sort : values()) {
            if (sort.text.equals(text)) {
                return sort;
            }
        }
        return null;
    }

    /** How it is written. */
    public String text() {
        return text;
    }

    /** Compares two totals with their limits, both in micros, a limit of -1 being none; users do not come into it. */
    int compare(long used, long limit, long otherUsed, long otherLimit) {
        return switch (this) {
            case USER -> 0;
            case USED -> Long.compare(used, otherUsed);
            case USED_DOWN -> Long.compare(otherUsed, used);
            case PERCENT -> share(used, limit).compareTo(share(otherUsed, otherLimit));
            case PERCENT_DOWN -> share(otherUsed, otherLimit).compareTo(share(used, limit));
        };
    }

    private static Share share(long used, long limit) {
        return new Share(used, limit < 0 ? Limit.NONE : Limit.of(limit));
    }
}
