package tidemark.model;

import java.util.SplittableRandom;
import tidemark.ledger.Limit;

/** Amounts and limits around the points where something changes. */
final class Amounts {

    private static final long CREDIT = 1_000_000;
    private static final long[] LIMITS = {
        0, 0, 1, 2, 3, 4, 7, 99, 101, CREDIT, 10 * CREDIT, 10 * CREDIT + 1, 333_333, 33 * CREDIT, NaiveRules.MOST
    };

    private final SplittableRandom random;

    Amounts(SplittableRandom random) {
        this.random = random;
    }

    /** An amount for an account that stands so: around its thresholds, small, huge, zero, negative, impossible. */
    long near(Figures figures, int percent) {
        int dice = random.nextInt(100);
        long limit = figures.limit().micros();
        if (dice < 25 && limit > 0) {
            return limit - figures.used() + around();
        }
        if (dice < 40 && limit > 0) {
            return NaiveRules.warningAt(limit, percent).longValueExact() - figures.used() + around();
        }
        if (dice < 65) {
            return 1 + random.nextLong(limit > 0 && limit < NaiveRules.MOST ? limit / 3 + 1 : 4 * CREDIT);
        }
        if (dice < 72) {
            return 1L + random.nextInt(3);
        }
        if (dice < 75) {
            return 0;
        }
        if (dice < 80) {
            return -figures.used() + around();
        }
        if (dice < 94) {
            return -1 - random.nextLong(Math.max(1, Math.abs(figures.used())));
        }
        return (random.nextBoolean() ? 1 : -1) * (NaiveRules.MOST + around() - random.nextInt(3) * CREDIT);
    }

    /** A limit: none, zero, tiny, awkward, huge, or near what somebody has used. */
    Limit limitNear(Figures figures) {
        return limitNear(figures.used());
    }

    Limit limitNear(long used) {
        int dice = random.nextInt(10);
        if (dice == 0) {
            return Limit.NONE;
        }
        if (dice < 5 && used > 2) {
            long around = random.nextBoolean() ? used : used / 4 * 5 + used % 4;
            return Limit.of(Math.max(0, Math.min(NaiveRules.MOST, around + around())));
        }
        return Limit.of(LIMITS[random.nextInt(LIMITS.length)]);
    }

    private long around() {
        return random.nextInt(-1, 2);
    }
}
