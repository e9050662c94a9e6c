package tidemark.client.testing;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tidemark.client.gate.Account;
import tidemark.client.gate.Gate;
import tidemark.client.operation.OperationSettings;
import tidemark.client.operation.Operations;
import tidemark.client.usage.UsagePublisher;

/** The contract, kept by the fake. */
class FakeTidemarkTest extends ClientContract {

    private final World world = new FakeWorld();

    @Override
    World world() {
        return world;
    }

    private static final class FakeWorld implements World {

        private final FakeTidemark fake = new FakeTidemark();
        private final Operations operations = fake.operations();

        @Override
        public Gate gate() {
            return fake.gate();
        }

        @Override
        public UsagePublisher publisher() {
            return fake.publisher();
        }

        @Override
        public Operations operations() {
            return operations;
        }

        @Override
        public Operations operationsWithoutCountdown() {
            return new Operations(
                    fake.gate(),
                    fake.publisher(),
                    null,
                    OperationSettings.defaults().withClock(fake.clock()));
        }

        @Override
        public void limit(Account account, @Nullable BigDecimal credits) {
            fake.limit(account, credits);
        }

        @Override
        public void limitEntity(String entityId, @Nullable BigDecimal credits) {
            fake.limitEntity(entityId, credits);
        }

        @Override
        public BigDecimal used(Account account) {
            return fake.used(account);
        }

        @Override
        public Instant now() {
            return fake.clock().instant();
        }

        @Override
        public void close() {}
    }
}
