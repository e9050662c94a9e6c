package tidemark.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import tidemark.events.Cause;
import tidemark.events.Level;
import tidemark.events.LevelChange;
import tidemark.events.Scope;
import tidemark.events.UsageEvent;

/** R8: every change of a level reaches its topic once, of accounts and of entities, in both directions. */
class LevelChangesTest extends OnCreditDriver {

    private static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:00Z");

    private static String moved(LevelChange change) {
        return change.getScope() + " " + change.getFrom() + " to " + change.getTo() + ": " + change.getCause();
    }

    @Test
    void R8_usage_that_warns_says_the_level_with_its_figures() {
        driver.create("writer", 100L);
        driver.assign("bob", "writer");
        UsageEvent event = driver.usage("bob", 80).setOperationId("op-7").build();

        driver.send(event);

        assertThat(driver.levels())
                .containsExactly(new LevelChange(
                        Scope.USER,
                        "acme",
                        "bob",
                        "2026-11",
                        Level.NONE,
                        Level.WARNED,
                        80L,
                        100L,
                        "writer",
                        1L,
                        CreditDriver.START.toEpochMilli() + 1,
                        Cause.USAGE,
                        event.getEventId(),
                        "op-7",
                        CreditDriver.START));
    }

    @Test
    void R8_a_limit_that_is_raised_and_taken_away_moves_idle_members() {
        driver.create("writer", 100L);
        driver.assign("bob", "writer");
        driver.use("bob", 90);
        driver.forgetOutputs();

        driver.limit("writer", 1_000L);
        driver.settle();
        driver.limit("writer", 90L);
        driver.settle();
        driver.limit("writer", null);
        driver.settle();

        assertThat(driver.levels())
                .extracting(LevelChangesTest::moved)
                .containsExactly(
                        "USER WARNED to NONE: LIMIT_CHANGED",
                        "USER NONE to EXCEEDED: LIMIT_CHANGED",
                        "USER EXCEEDED to NONE: LIMIT_CHANGED");
    }

    @Test
    void R10_an_idle_blocked_account_falls_with_its_month_and_says_so_once() {
        driver.create("writer", 100L);
        driver.assign("bob", "writer");
        driver.use("bob", 100);
        driver.forgetOutputs();

        driver.advanceTo(DECEMBER);
        driver.settle();
        driver.advance(Duration.ofHours(1));
        driver.settle();

        assertThat(driver.levels())
                .extracting(LevelChangesTest::moved)
                .containsExactly("USER EXCEEDED to NONE: MONTH_TURN");
    }

    @Test
    void R13_an_entity_moves_up_and_down_under_its_own_key() {
        driver.entityLimit(100L);
        driver.use("bob", 90);
        driver.report();
        driver.use("bob", -50);
        driver.report();

        List<TestRecord<byte[], byte[]>> records =
                driver.records(driver.topics().levelChanges());

        assertThat(records)
                .extracting(record -> new String(record.key(), UTF_8))
                .containsExactly("acme", "acme");
        assertThat(records)
                .extracting(record -> driver.parts().read(driver.topics().levelChanges(), LevelChange.class, record))
                .extracting(LevelChangesTest::moved)
                .containsExactly("ENTITY NONE to WARNED: USAGE", "ENTITY WARNED to NONE: CORRECTION");
        assertThat(records).allSatisfy(record -> assertThat(record.headers()).isEmpty());
    }

    @Test
    void R8_nothing_is_said_while_the_level_stays() {
        driver.create("writer", 100L);
        driver.assign("bob", "writer");
        driver.forgetOutputs();

        driver.use("bob", 10);
        driver.use("bob", 10);
        driver.limit("writer", 1_000L);
        driver.settle();

        assertThat(driver.records(driver.topics().levelChanges())).isEmpty();
    }
}
