package tidemark.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import tidemark.client.gate.Account;
import tidemark.client.gate.DecisionReplica;
import tidemark.client.gate.Verdict;
import tidemark.client.operation.Allowances;
import tidemark.client.operation.HaltedException;
import tidemark.client.operation.HttpAllowances;
import tidemark.client.operation.Operation;
import tidemark.client.operation.Operations;
import tidemark.client.usage.KafkaUsagePublisher;
import tidemark.client.usage.UsagePublisher;

/** A service's connection to Tidemark: gate, usage and operations in one object. One for each process; for any number of threads. */
public final class TidemarkClient implements AutoCloseable {

    private final DecisionReplica gate;
    private final KafkaUsagePublisher publisher;
    private final @Nullable Allowances allowances;
    private final Operations operations;

    private TidemarkClient(
            DecisionReplica gate,
            KafkaUsagePublisher publisher,
            @Nullable Allowances allowances,
            ClientSettings settings) {
        this.gate = gate;
        this.publisher = publisher;
        this.allowances = allowances;
        this.operations = new Operations(gate, publisher, allowances, settings.operations());
    }

    /**
     * Connects. The gate reads the decisions aside: until {@link DecisionReplica#ready()} its answers are flagged as unsure.
     *
     * @throws org.apache.kafka.common.KafkaException if the settings cannot be used, or usage could not be published
     */
    public static TidemarkClient connect(ClientSettings settings) {
        URI api = settings.api();
        Allowances allowances =
                api == null ? null : new HttpAllowances(api, settings.token(), settings.answersWithin());
        DecisionReplica gate = DecisionReplica.start(settings.replica());
        try {
            return new TidemarkClient(gate, KafkaUsagePublisher.start(settings.publisher()), allowances, settings);
        } catch (RuntimeException e) {
            gate.close();
            if (allowances != null) {
                allowances.close();
            }
            throw e;
        }
    }

    /** Whether a request of this account may start now. */
    public Verdict check(Account account) {
        return gate.check(account);
    }

    /**
     * Starts work that costs credits step by step.
     *
     * @param action what is done, for people; null: not said
     * @throws HaltedException if the account or its entity is blocked
     */
    public Operation start(Account account, @Nullable String action) {
        return operations.start(account, action);
    }

    /** The gate. */
    public DecisionReplica gate() {
        return gate;
    }

    /** The publisher of usage. */
    public UsagePublisher publisher() {
        return publisher;
    }

    /** What starts operations. */
    public Operations operations() {
        return operations;
    }

    /** Publishes what is under way, and ends all threads. */
    @Override
    public void close() {
        try (gate;
                publisher) {
            if (allowances != null) {
                allowances.close();
            }
        }
    }
}
