package tidemark.topology.intake;

/**
 * How long ago the stream thread has committed, and how long that took: commits on demand may take a third of its time, not
 * all of it.
 *
 * <p>A commit is one transaction for all tasks of the thread and stops each of them, so what counts is the thread, and what
 * it costs depends on the brokers. One for each thread; the producer tells it ({@code PacedProducer}).
 */
public final class CommitPace {

    private static final ThreadLocal<CommitPace> OF_THREAD = ThreadLocal.withInitial(CommitPace::new);

    /* Of the time that the last commit took: so long is processed before the next one on demand. */
    private static final int REST = 2;

    private static final long LEAST_REST_NANOS = 10_000_000;

    /* By then the interval of Kafka Streams commits anyway. */
    private static final long LONGEST_REST_NANOS = 100_000_000;

    private boolean committing;
    private long commits;
    private long began;
    private long ended;
    private long took;

    CommitPace() {}

    /** That of the calling thread. */
    public static CommitPace ofThread() {
        return OF_THREAD.get();
    }

    /** A commit begins, or goes on. */
    public void begins(long nanoTime) {
        if (!committing) {
            committing = true;
            began = nanoTime;
        }
    }

    /** The commit has ended. */
    public void ends(long nanoTime) {
        took = committing ? nanoTime - began : 0;
        ended = nanoTime;
        committing = false;
        commits++;
    }

    /** How many commits have ended so far. */
    long commits() {
        return commits;
    }

    /** How long a commit on demand has to wait for its turn, in millis, rounded up; 0: not at all. */
    long restMillis(long nanoTime) {
        if (commits == 0) {
            return 0;
        }
        long rest = Math.min(LONGEST_REST_NANOS, Math.max(LEAST_REST_NANOS, REST * took));
        return Math.max(0, (rest - (nanoTime - ended) + 999_999) / 1_000_000);
    }
}
