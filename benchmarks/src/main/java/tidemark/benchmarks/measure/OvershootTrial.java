package tidemark.benchmarks.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.apache.kafka.common.errors.InterruptException;
import tidemark.benchmarks.load.Inputs;
import tidemark.benchmarks.stack.Installation;
import tidemark.benchmarks.stack.NodeJvm;
import tidemark.client.ClientSettings;
import tidemark.client.TidemarkClient;
import tidemark.client.gate.Account;
import tidemark.client.operation.Operation;

/**
 * How far operations of one user run past the limit when decisions alone halt them, as they do across processes: each client here is one
 * process' worth of gate and publisher, and knows nothing of what the others spend.
 *
 * @param clients how many processes there would be
 * @param operations how many run, over all clients; all must halt
 * @param pause between two steps of an operation
 * @param limitSteps how many steps the limit allows, all operations together
 */
public record OvershootTrial(Site site, int clients, int operations, Duration pause, int limitSteps) {

    private static final Account ACCOUNT = new Account("acme", "ann");
    private static final long STEP_MICROS = 1_000_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int THREADS = 8;

    /**
     * What came of it.
     *
     * @param steps that were done, all operations together
     * @param past of them, how many were done after the limit was reached
     * @param pastMillis for each operation, how long after the limit was reached it did its last step; 0 where it did none
     * @param halted how many operations halted
     */
    public record Result(long steps, long past, Latencies pastMillis, int halted) {}

    /** Runs it once. */
    public Result run(String name) {
        try (Installation installation = site.installation(name);
                Inputs inputs = new Inputs(installation, 0);
                NodeJvm.Node node = site.nodes().run(installation.settings(Map.of()))) {
            inputs.createRole(ACCOUNT.entityId(), "analyst", limitSteps * STEP_MICROS);
            inputs.assign(ACCOUNT.entityId(), ACCOUNT.userId(), "analyst");
            inputs.flush();
            awaitHere(node);
            return run(installation);
        }
    }

    private static void awaitHere(NodeJvm.Node node) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!node.ask(ACCOUNT.entityId(), ACCOUNT.userId()).here()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("The node does not answer");
            }
            LockSupport.parkNanos(100_000_000);
        }
    }

    private Result run(Installation installation) {
        List<TidemarkClient> connected = new ArrayList<>();
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);
        try {
            for (int i = 0; i < clients; i++) {
                TidemarkClient client = TidemarkClient.connect(ClientSettings.of(installation.clients())
                        .withTopicPrefix(installation.topics().prefix()));
                connected.add(client);
                client.gate().ready().join();
            }
            return measured(connected, threads);
        } finally {
            threads.shutdownNow();
            connected.forEach(TidemarkClient::close);
        }
    }

    private Result measured(List<TidemarkClient> connected, ScheduledExecutorService threads) {
        AtomicLong done = new AtomicLong();
        AtomicLong reachedNanos = new AtomicLong(Long.MAX_VALUE);
        CountDownLatch halted = new CountDownLatch(operations);
        SplittableRandom random = new SplittableRandom(6);
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < operations; i++) {
            Operation operation = connected.get(i % clients).start(ACCOUNT, null);
            Worker worker = new Worker(operation, done, reachedNanos, halted);
            workers.add(worker);
            long first = random.nextLong(pause.toMillis());
            worker.scheduled(threads, first);
        }
        await(halted);
        long reached = reachedNanos.get();
        Histogram past = new Histogram(3);
        for (Worker worker : workers) {
            past.recordValue(Math.max(0, (worker.lastNanos - reached) / 1_000));
            worker.operation.close();
        }
        return new Result(
                done.get(),
                Math.max(0, done.get() - limitSteps),
                Latencies.of(past),
                operations - (int) halted.getCount());
    }

    private static void await(CountDownLatch halted) {
        try {
            if (!halted.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(halted.getCount() + " operations did not halt");
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** One operation, a step at a time. */
    private final class Worker implements Runnable {

        final Operation operation;
        volatile long lastNanos;
        private final AtomicLong done;
        private final AtomicLong reachedNanos;
        private final CountDownLatch halted;
        private volatile boolean over;

        Worker(Operation operation, AtomicLong done, AtomicLong reachedNanos, CountDownLatch halted) {
            this.operation = operation;
            this.done = done;
            this.reachedNanos = reachedNanos;
            this.halted = halted;
        }

        void scheduled(ScheduledExecutorService threads, long firstMillis) {
            Future<?> unused = threads.scheduleAtFixedRate(this, firstMillis, pause.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public void run() {
            if (over) {
                return;
            }
            // Between two steps: a halt that came meanwhile is noticed before the next one begins.
            if (operation.check().isPresent()) {
                halt();
                return;
            }
            lastNanos = System.nanoTime();
            boolean stops = operation.trySpendMicros(STEP_MICROS).isPresent();
            if (done.incrementAndGet() == limitSteps) {
                reachedNanos.set(System.nanoTime());
            }
            if (stops) {
                halt();
            }
        }

        private void halt() {
            over = true;
            halted.countDown();
        }
    }
}
