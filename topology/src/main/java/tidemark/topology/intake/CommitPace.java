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

    /* Of the time that a commit takes: so long is processed before the next one on demand. */
    private static final int REST = 2;

    private static final long LEAST_REST_NANOS = 6_000_000;

    /* A transaction has ended for its producer before the broker has told all partitions so. Until then the broker keeps what the next
     * one sends waiting, 20 ms by default (add.partitions.to.txn.retry.backoff.ms): longer than it takes to tell them. */
    private static final long SETTLED_NANOS = 5_000_000;

    /* By then the interval of Kafka Streams commits anyway. */
    private static final long LONGEST_REST_NANOS = 100_000_000;

    private boolean committing;
    private long commits;
    private long began;
    private long ended;
    private long took;
    private long tookBefore;

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
        tookBefore = took;
        took = committing ? nanoTime - began : 0;
        ended = nanoTime;
        committing = false;
        commits++;
    }

    /** How long the next commit had better wait before it sends anything, in nanos; 0: not at all, or it has begun already. */
    public long unsettledNanos(long nanoTime) {
        return committing || commits == 0 ? 0 : Math.max(0, SETTLED_NANOS - (nanoTime - ended));
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
        // A commit that took long once is no reason to make everybody wait.
        long usual = Math.min(took, tookBefore);
        long rest = Math.min(LONGEST_REST_NANOS, Math.max(LEAST_REST_NANOS, REST * usual));
        return Math.max(0, (rest - (nanoTime - ended) + 999_999) / 1_000_000);
    }
}
