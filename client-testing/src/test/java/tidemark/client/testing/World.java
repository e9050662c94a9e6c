package tidemark.client.testing;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tidemark.client.gate.Account;
import tidemark.client.gate.Gate;
import tidemark.client.operation.Operations;
import tidemark.client.usage.UsagePublisher;

/** What a service sees of Tidemark, and what its administrator does; made up or real. */
interface World extends AutoCloseable {

    Gate gate();

    UsagePublisher publisher();

    /** With a countdown. */
    Operations operations();

    /** Halted by decisions alone. */
    Operations operationsWithoutCountdown();

    void limit(Account account, @Nullable BigDecimal credits);

    void limitEntity(String entityId, @Nullable BigDecimal credits);

    /** What has been counted so far. */
    BigDecimal used(Account account);

    /** By the ledger's clock. */
    Instant now();

    @Override
    void close();
}
