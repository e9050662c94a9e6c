package tidemark.benchmarks.measure;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import tidemark.benchmarks.load.Crowd;
import tidemark.benchmarks.load.Crowd.Bound;
import tidemark.benchmarks.load.Flow;
import tidemark.benchmarks.load.Inputs;
import tidemark.benchmarks.stack.AccountAnswer;
import tidemark.ledger.Period;

/**
 * A month ends with everybody of the crowd blocked, while others use at some rate. The clocks of all are moved on, so that the end
 * comes when everything is prepared.
 *
 * @param perSecond usage offered, events a second; at most 60,000 are on their way, so a huge number keeps the node busy
 * @param warmUp usage before it is counted
 * @param before how long it is counted before the turn
 * @param questions how many are asked through the node, from a second before the turn until a second after it
 */
public record MonthTurnTrial(int perSecond, Duration warmUp, Duration before, int questions) {

    private static final int UNDER_WAY = 60_000;
    private static final Duration LEAD = Duration.ofSeconds(5);
    private static final Duration STANDSTILL = Duration.ofSeconds(20);
    private static final long SECOND_NANOS = 1_000_000_000;

    /**
     * What the trial gave.
     *
     * @param blocked how many accounts
     * @param offered events a second
     * @param wrongValidity of the sampled blocks, how many do not end with the month
     * @param questions that were asked through the node, before and after the turn
     * @param wrongAnswers of them
     * @param firstRightMillis when the first answer after the turn was made, after the turn; it said that requests may start
     * @param firstAllowMillis when the first ALLOW was seen, after the turn
     * @param lastAllowMillis when the last one was
     * @param beforePerSecond usage events a second before the turn
     * @param duringPerSecond the same from the turn until the last ALLOW
     * @param bySecond usage events in each second from the start of the counting
     */
    public record Result(
            int blocked,
            int offered,
            int wrongValidity,
            int questions,
            int wrongAnswers,
            double firstRightMillis,
            double firstAllowMillis,
            double lastAllowMillis,
            double beforePerSecond,
            double duringPerSecond,
            List<Long> bySecond) {}

    /** Runs it; the crowd has a new month afterwards. */
    public Result run(Town town) {
        Crowd crowd = town.folk().crowd();
        try (Inputs inputs = new Inputs(town.installation(), 5);
                Watch watch = new Watch(town.installation())) {
            Count blocks = watch.count(crowd.entity());
            town.bound(crowd, Bound.EVERYBODY, inputs);
            watch.await(blocks, crowd.members());
            town.first().awaitIdle();
            Instant turn = turnComesIn(warmUp.plus(before).plus(LEAD), town);
            long turnNanos = System.nanoTime()
                    + Duration.between(town.stack().clock().instant(), turn).toNanos();
            int wrongValidity = (int) blocks.samples().stream()
                    .filter(block -> !turn.equals(block.getValidUntil()))
                    .count();
            Count allows = watch.count(crowd.entity());
            Watched watched =
                    new Watched(town.stack(), town.installation(), town.first().node());
            String usage = town.installation().topics().usageEvents();
            try (Questions questions = new Questions(town, turn, turnNanos, this.questions);
                    Flow flow = Flow.start(
                            town.background(),
                            inputs,
                            () -> town.installation().committed(usage),
                            UNDER_WAY,
                            perSecond)) {
                Progresses looks = new Progresses(watched);
                looks.until(turnNanos - before.toNanos());
                looks.forget();
                Progress from = looks.look();
                looks.until(turnNanos);
                Progress at = looks.look();
                looks.until(() -> allows.seen() >= crowd.members());
                Progress end = looks.look();
                looks.until(System.nanoTime() + Duration.ofSeconds(5).toNanos());
                flow.stop();
                questions.await();
                return new Result(
                        crowd.members(),
                        perSecond,
                        wrongValidity,
                        questions.asked,
                        questions.wrong,
                        questions.firstRightMillis,
                        (allows.firstNanos() - turnNanos) / 1e6,
                        (allows.lastNanos() - turnNanos) / 1e6,
                        at.since(from).perSecond(),
                        end.since(at).perSecond(),
                        looks.bySecond);
            }
        }
    }

    private static Instant turnComesIn(Duration left, Town town) {
        Instant now = town.stack().clock().instant();
        Instant turn = Instant.ofEpochMilli(Period.at(now.toEpochMilli()).endMillis());
        town.moveClocks(Duration.between(now, turn).minus(left));
        return turn;
    }

    /** Looks once a second. */
    private static final class Progresses {

        private final Watched watched;
        private final List<Long> bySecond = new ArrayList<>();
        private @Nullable Progress last;
        private long advancedNanos = System.nanoTime();

        private Progresses(Watched watched) {
            this.watched = watched;
        }

        private void until(long nanos) {
            until(() -> System.nanoTime() - nanos >= 0);
        }

        private void until(BooleanSupplier end) {
            while (!end.getAsBoolean()) {
                LockSupport.parkNanos(SECOND_NANOS / 100);
                Progress former = last;
                if (former == null || System.nanoTime() - former.nanos() >= SECOND_NANOS) {
                    last = next(former);
                }
            }
        }

        private Progress next(@Nullable Progress former) {
            Progress now = watched.look();
            if (former == null || now.done() > former.done()) {
                advancedNanos = now.nanos();
            }
            if (now.nanos() - advancedNanos > STANDSTILL.toNanos()) {
                throw new IllegalStateException("The node does no more: if it was asked something, see KAFKA-19629");
            }
            if (former != null) {
                bySecond.add(now.done() - former.done());
            }
            return now;
        }

        private void forget() {
            bySecond.clear();
        }

        private Progress look() {
            return watched.look();
        }
    }

    /** Asks the node about members of the crowd; what it found is to be read when all have been answered. */
    private static final class Questions implements AutoCloseable {

        private final Town town;
        private final long turnMillis;
        private final Thread thread;
        private volatile boolean closed;
        private int asked;
        private int wrong;
        private double firstRightMillis = -1;

        private Questions(Town town, Instant turn, long turnNanos, int count) {
            this.town = town;
            this.turnMillis = turn.toEpochMilli();
            this.thread = new Thread(() -> ask(turnNanos, count), "questions");
            thread.setDaemon(true);
            thread.start();
        }

        private void ask(long turnNanos, int count) {
            Crowd crowd = town.folk().crowd();
            for (int number = 0; number < count && !closed; number++) {
                long due = turnNanos - SECOND_NANOS + 2 * SECOND_NANOS * (number + 1) / (count + 1);
                Watched.pause(Duration.ofNanos(due - System.nanoTime()));
                String user = crowd.user((int) (number * 7919L % crowd.members()));
                judge(town.first().node().ask(crowd.entity(), user));
            }
        }

        private void judge(AccountAnswer answer) {
            boolean over = answer.asOfMillis() >= turnMillis;
            asked++;
            if (!answer.here() || answer.blocked() == over) {
                wrong++;
            } else if (over && firstRightMillis < 0) {
                firstRightMillis = answer.asOfMillis() - (double) turnMillis;
            }
        }

        private void await() {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
