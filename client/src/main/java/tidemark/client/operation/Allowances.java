package tidemark.client.operation;

import java.util.concurrent.CompletableFuture;
import tidemark.client.gate.Account;

/** Knows how much an account may still spend this month. */
@FunctionalInterface
public interface Allowances extends AutoCloseable {

    /** Asks; completes exceptionally where there is no answer in time. */
    CompletableFuture<Allowance> ask(Account account);

    @Override
    default void close() {}
}
