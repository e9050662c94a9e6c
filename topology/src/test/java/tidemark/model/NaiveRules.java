package tidemark.model;

import java.math.BigInteger;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import tidemark.ledger.Answer;
import tidemark.ledger.Cause;
import tidemark.ledger.DecisionReason;
import tidemark.ledger.Level;
import tidemark.ledger.Limit;

/** The arithmetic of the rules, written as they are worded. */
final class NaiveRules {

    static final long MOST = 9_007_199_254_740_991L;

    private static final BigInteger HUNDRED = BigInteger.valueOf(100);

    private NaiveRules() {}

    static YearMonth monthOf(long millis) {
        return YearMonth.from(Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC));
    }

    /** R7: ceil(limit * percent / 100). */
    static BigInteger warningAt(long limit, int percent) {
        BigInteger[] parts =
                BigInteger.valueOf(limit).multiply(BigInteger.valueOf(percent)).divideAndRemainder(HUNDRED);
        return parts[1].signum() == 0 ? parts[0] : parts[0].add(BigInteger.ONE);
    }

    /** R7. */
    static Level level(BigInteger used, Limit limit, int percent) {
        if (limit.micros() < 0) {
            return Level.NONE;
        }
        if (limit.micros() == 0) {
            return used.signum() > 0 ? Level.EXCEEDED : Level.NONE;
        }
        if (used.compareTo(BigInteger.valueOf(limit.micros())) >= 0) {
            return Level.EXCEEDED;
        }
        return used.compareTo(warningAt(limit.micros(), percent)) >= 0 ? Level.WARNED : Level.NONE;
    }

    /** R8, R10. */
    static Answer answer(BigInteger used, Limit limit) {
        if (limit.micros() == 0) {
            return Answer.BLOCK_UNTIL_CHANGED;
        }
        boolean reached = limit.micros() > 0 && used.compareTo(BigInteger.valueOf(limit.micros())) >= 0;
        return reached ? Answer.BLOCK_UNTIL_MONTH_END : Answer.ALLOW;
    }

    static DecisionReason reason(Answer answer, Cause cause, Limit limit) {
        if (answer == Answer.BLOCK_UNTIL_CHANGED) {
            return DecisionReason.USER_LIMIT_ZERO;
        }
        if (answer == Answer.BLOCK_UNTIL_MONTH_END) {
            return DecisionReason.USER_LIMIT_REACHED;
        }
        if (cause == Cause.MONTH_TURN) {
            return DecisionReason.MONTH_TURN;
        }
        if (cause == Cause.ROLE_ASSIGNED || cause == Cause.ROLE_DELETED) {
            return DecisionReason.ROLE_CHANGED;
        }
        if (cause == Cause.LIMIT_CHANGED) {
            return limit.micros() < 0 ? DecisionReason.LIMIT_REMOVED : DecisionReason.LIMIT_RAISED;
        }
        return DecisionReason.USAGE_CORRECTED;
    }
}
