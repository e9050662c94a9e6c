package tidemark.benchmarks.micro;

import java.lang.reflect.Proxy;
import java.time.Duration;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.Stores;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tidemark.ledger.AccountId;
import tidemark.ledger.Command.Charge;
import tidemark.ledger.KnownEntity;
import tidemark.ledger.Policy;
import tidemark.topology.rows.Keys;
import tidemark.topology.sums.EntitySums;
import tidemark.topology.sums.SumDesk;
import tidemark.topology.walks.TaskClock;

/** {@link EntitySums#charged}: an event added to its entity's sum, between two reports of it. */
@State(Scope.Thread)
public class EntityCharges {

    private static final int ACCOUNTS = 4_096;

    /** How many entities the accounts of the partition are spread over. */
    @Param({"1", "1024"})
    public int entities;

    private final AccountId[] accounts = new AccountId[ACCOUNTS];
    private final Bytes[] keys = new Bytes[ACCOUNTS];
    private final Charge charge = Sample.charge(0);
    private final EntitySums sums = new EntitySums(
            Stores.inMemoryKeyValueStore("marks").get(),
            entity -> KnownEntity.UNKNOWN,
            new SumDesk(idle(), Duration.ofSeconds(1), Duration.ofSeconds(1), sum -> {}, () -> {}, () -> 0),
            () -> {},
            new TaskClock(() -> Sample.ARRIVAL),
            Policy.DEFAULT.lateMillis());
    private int next;

    /** Makes the accounts. */
    @Setup
    public void prepare() {
        for (int i = 0; i < ACCOUNTS; i++) {
            accounts[i] = new AccountId("entity-" + i % entities, "user-" + i);
            keys[i] = Keys.of(accounts[i].toString());
        }
    }

    /** Adds it. */
    @Benchmark
    public EntitySums charged() {
        int account = next++ & (ACCOUNTS - 1);
        sums.charged(accounts[account], keys[account], charge);
        return sums;
    }

    /* A task that never comes to send a report. */
    private static ProcessingContext idle() {
        return (ProcessingContext) Proxy.newProxyInstance(
                EntityCharges.class.getClassLoader(),
                new Class<?>[] {ProcessingContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "currentSystemTimeMs" -> Sample.ARRIVAL;
                    case "schedule" -> (Cancellable) () -> {};
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
