package tidemark.client.operation;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tidemark.client.gate.Account;
import tidemark.client.gate.Gate;
import tidemark.client.usage.UsageCheck;
import tidemark.client.usage.UsagePublisher;

/** Starts operations. For any number of threads. Closes nothing that it was given. */
public final class Operations {

    private final Gate gate;
    private final UsagePublisher publisher;
    private final OperationSettings settings;
    private final @Nullable Countdowns countdowns;

    /**
     * Starts operations by these parts.
     *
     * @param allowances null: nobody can be asked how much is left, and decisions alone halt
     */
    public Operations(
            Gate gate, UsagePublisher publisher, @Nullable Allowances allowances, OperationSettings settings) {
        this.gate = gate;
        this.publisher = publisher;
        this.settings = settings;
        this.countdowns = allowances == null ? null : new Countdowns(allowances, settings);
    }

    /**
     * Starts an operation under an id of its own.
     *
     * @param action what is done, for people; null: not said
     * @throws HaltedException if the account or its entity is blocked
     */
    public Operation start(Account account, @Nullable String action) {
        return start(account, action, UUID.randomUUID().toString());
    }

    /**
     * Starts an operation, or goes on with one that was halted, here or elsewhere.
     *
     * @param operationId 1..200 printable ASCII characters without space
     * @throws HaltedException if the account or its entity is blocked
     */
    public Operation start(Account account, @Nullable String action, String operationId) {
        if (operationId.length() > Operation.LONGEST_ID) {
            throw new IllegalArgumentException("operationId has at most " + Operation.LONGEST_ID + " characters");
        }
        UsageCheck.requireTokenOrNull("operationId", operationId);
        Operation begun = new Operation(account, action, operationId, gate, publisher, settings, countdowns);
        Optional<Halt> halt = begun.begin();
        if (halt.isPresent()) {
            begun.close();
            throw new HaltedException(halt.get());
        }
        return begun;
    }
}
