package tidemark.ledger;

/**
 * One event or change that has been counted, shortened to what recognises it (R11).
 *
 * @param fingerprint first 64 bits of a SHA-256 over its identity
 * @param check 32 bits of its content: the same identity with another check is a conflict
 * @param arrivalMinute when it arrived, in minutes since 1970
 */
public record RememberedEvent(long fingerprint, int check, int arrivalMinute) {

    private static final long MINUTE = 60_000;

    static int minuteOf(long epochMillis) {
        return Math.toIntExact(Math.floorDiv(epochMillis, MINUTE));
    }

    /** Whether a retry that arrives in that minute is still recognised. */
    boolean within(int minutes, int atMinute) {
        return atMinute - arrivalMinute <= minutes;
    }
}
