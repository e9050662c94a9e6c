package tidemark.model;

import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import tidemark.ledger.Policy;

/** The times of a history: the node's clock, the broker's and the producers', none of which can be trusted. */
final class Clocks {

    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private final SplittableRandom random;
    private final Policy policy;
    private long now;
    private long backlog;

    Clocks(SplittableRandom random, Policy policy) {
        this.random = random;
        this.policy = policy;
        now = start(YearMonth.of(2026, 1 + random.nextInt(12))) + random.nextLong(31 * DAY);
    }

    long now() {
        return now;
    }

    void tick() {
        int dice = random.nextInt(100);
        if (dice < 50) {
            now += random.nextLong(2 * SECOND);
        } else if (dice < 80) {
            now += random.nextLong(2 * HOUR);
        } else if (dice < 90) {
            now += random.nextLong(2 * DAY);
        } else if (dice < 95) {
            now = edge(now + (random.nextBoolean() ? 0 : 20 * DAY));
        } else if (dice < 98) {
            now -= random.nextLong(random.nextBoolean() ? MINUTE : 3 * HOUR);
        } else if (dice < 99) {
            now += random.nextLong(45 * DAY);
        } else {
            backlog = random.nextBoolean() ? 0 : random.nextLong(12 * DAY);
        }
    }

    /** Mostly a moment ago; at times long ago, or ahead of the node's clock. */
    long arrival() {
        int dice = random.nextInt(100);
        long usual = now - backlog;
        if (dice < 60) {
            return usual;
        }
        if (dice < 80) {
            return usual - random.nextLong(5 * SECOND);
        }
        if (dice < 90) {
            return usual - random.nextLong(3 * HOUR);
        }
        if (dice < 95) {
            return Math.min(edge(usual), now + HOUR);
        }
        return dice < 98 ? usual + random.nextLong(3 * MINUTE) : usual + random.nextLong(2 * DAY);
    }

    long arrivalOfRetry(long first) {
        int dice = random.nextInt(10);
        if (dice == 0) {
            return first + policy.dedupeMillis() - random.nextLong(2 * SECOND);
        }
        if (dice == 1) {
            return first + policy.dedupeMillis() + 4 * MINUTE + random.nextLong(DAY);
        }
        return dice < 4 ? first + random.nextLong(6 * HOUR) : arrival();
    }

    /** Mostly a moment before the arrival; at times at the very horizons and just past them. */
    long occurred(long arrival) {
        int dice = random.nextInt(100);
        if (dice < 55) {
            return arrival - random.nextLong(10 * SECOND);
        }
        if (dice < 70) {
            return arrival - random.nextLong(policy.lateMillis());
        }
        if (dice < 73) {
            return arrival - policy.lateMillis() - (random.nextInt(3) > 0 ? 0 : 1 + random.nextLong(DAY));
        }
        if (dice < 75) {
            return arrival - policy.lateMillis() - 1;
        }
        if (dice < 79) {
            return arrival + policy.earlyMillis() + (random.nextBoolean() ? 0 : 1);
        }
        return dice < 90 ? arrival + random.nextLong(policy.earlyMillis()) : edge(arrival - random.nextLong(3 * DAY));
    }

    /** The last or the first millisecond of a month nearby. */
    private long edge(long near) {
        YearMonth month = NaiveRules.monthOf(near);
        long turn = random.nextBoolean() ? start(month) : start(month.plusMonths(1));
        return turn - random.nextInt(2);
    }

    private static long start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }
}
