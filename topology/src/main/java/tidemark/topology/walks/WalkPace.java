package tidemark.topology.walks;

/**
 * How much of its time a stream thread spends on walks: all while there is nothing else to do, half while records come.
 *
 * <p>What counts is the thread, not the task: six tasks that walk for 5 ms each leave 30 ms between two rounds of records, and Kafka
 * Streams processes fewer records in a round, down to one for each task, if there were punctuations in the round before. One for
 * each thread.
 */
public final class WalkPace {

    private static final ThreadLocal<WalkPace> OF_THREAD = ThreadLocal.withInitial(WalkPace::new);

    /* Of the time that was walked: so long are records processed before the next slice. */
    private static final int REST = 1;

    /* By then a record that has come is to be looked at, whoever walks. */
    private static final long LONGEST_NANOS = 10_000_000;

    /* Between slices with less between them, there was no time for records. */
    private static final long BREAK_NANOS = 300_000;

    private static final long NANOS_IN_MILLI = 1_000_000;

    private boolean recordsCome;
    private boolean busy;
    private boolean walkedBefore;
    private long ended;
    private long restsUntil;
    private long withoutBreak;

    WalkPace() {}

    /** That of the calling thread. */
    public static WalkPace ofThread() {
        return OF_THREAD.get();
    }

    /** A record is being processed. */
    public void sawRecord() {
        recordsCome = true;
    }

    /** How long the next slice has to wait for its turn, in millis, rounded up; 0: not at all. */
    long restMillis(long nanoTime) {
        if (!walkedBefore) {
            return 0;
        }
        if (nanoTime - ended < BREAK_NANOS && withoutBreak >= LONGEST_NANOS) {
            return 1;
        }
        return recordsCome ? leftOf(nanoTime) : 0;
    }

    /** How long whoever has walked should pause, in millis, so that its next turn is likely to come then. */
    long pauseMillis(long nanoTime) {
        return Math.max(1, busy ? leftOf(nanoTime) : 0);
    }

    /** A slice has ended. */
    void walked(long fromNanoTime, long toNanoTime) {
        long took = toNanoTime - fromNanoTime;
        boolean goesOn = walkedBefore && fromNanoTime - ended < BREAK_NANOS;
        withoutBreak = goesOn ? withoutBreak + took : took;
        long owed = walkedBefore ? Math.max(0, restsUntil - fromNanoTime) : 0;
        restsUntil = toNanoTime + owed + REST * took;
        busy = recordsCome || (goesOn && busy);
        recordsCome = false;
        ended = toNanoTime;
        walkedBefore = true;
    }

    private long leftOf(long nanoTime) {
        return Math.max(0, (restsUntil - nanoTime + NANOS_IN_MILLI - 1) / NANOS_IN_MILLI);
    }
}
