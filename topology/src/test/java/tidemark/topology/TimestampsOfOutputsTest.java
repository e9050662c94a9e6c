package tidemark.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import tidemark.events.EntityLimitChange;
import tidemark.events.EntityPartial;
import tidemark.events.RoleAssignment;
import tidemark.events.UsageEvent;
import tidemark.topology.graph.StoreNames;

/** Topics kept for a time would lose records with old timestamps: nothing that leaves the graph may carry one. */
class TimestampsOfOutputsTest extends OnCreditDriver {

    private static final Duration BACKLOG = Duration.ofDays(30);

    private final Set<String> topics = new TreeSet<>();

    @Test
    void nothing_written_is_older_than_a_day_however_old_the_input() {
        Instant longAgo = driver.now().minus(BACKLOG);
        driver.create("writer", 100L);
        oldAssignment("bob", longAgo);
        for (int i = 0; i < 20; i++) {
            driver.send(driver.usage("bob", 10).setOccurredAt(longAgo).build(), longAgo);
        }
        driver.send(driver.usage("bob", 10).setOccurredAt(Instant.EPOCH).build(), longAgo);
        driver.send("usage-events", null, null, new RecordHeaders(), longAgo);
        driver.send("role-assignments", null, null, new RecordHeaders(), longAgo);
        driver.send("role-changes", null, null, new RecordHeaders(), longAgo);
        driver.send("roles", null, null, new RecordHeaders(), longAgo);
        driver.send("entities", null, null, new RecordHeaders(), longAgo);
        driver.send("entity-limits", null, null, new RecordHeaders(), longAgo);
        driver.send("entity-partials", null, null, new RecordHeaders(), longAgo);
        oldEntityChange(100L, longAgo);
        driver.report();
        oldPartial("2026-09", longAgo);
        allAreNew();
        driver.limit("writer", 5L);
        driver.settle();
        driver.use("bob", 10);
        oldEntityChange(5L, longAgo);
        driver.report();
        assertThat(driver.entity().answer().isBlock()).isTrue();
        allAreNew();
        driver.advance(Duration.ofDays(10));
        driver.settle();

        allAreNew();
        assertThat(topics)
                .contains(
                        "usage-exceeded",
                        "usage-warnings",
                        "block-decisions",
                        "decision-history",
                        "rejected-events",
                        "roles",
                        changelog(StoreNames.ACCOUNTS),
                        changelog(StoreNames.MONTHS),
                        changelog(StoreNames.REMEMBERED_EVENTS),
                        changelog(StoreNames.KNOWN_ROLES),
                        changelog(StoreNames.ROLE_MEMBERS),
                        changelog(StoreNames.BLOCKED_ACCOUNTS),
                        changelog(StoreNames.WALKS),
                        changelog(StoreNames.ROLE_BOOK),
                        changelog(StoreNames.JUDGED_CHANGES),
                        "entities",
                        "entity-partials",
                        "entity-leeways",
                        "change-results",
                        changelog(StoreNames.KNOWN_ENTITIES),
                        changelog(StoreNames.ENTITIES),
                        changelog(StoreNames.ENTITY_MONTHS),
                        changelog(StoreNames.ENTITY_WALKS),
                        changelog(StoreNames.JUDGED_ENTITY_CHANGES));
    }

    @Test
    void misplaced_usage_of_a_backlog_is_sent_on_as_new() {
        driver.close();
        driver = new CreditDriver(stateDir.resolve("seven"), CreditDriver.START, 7);
        Instant longAgo = driver.now().minus(BACKLOG);

        driver.send(driver.usage("bob", 10).setOccurredAt(longAgo).build(), longAgo);

        allAreNew();
        assertThat(topics).contains("usage-rerouted", "rejected-events");
    }

    @Test
    void R12_a_backlog_is_judged_by_its_arrival() {
        Instant longAgo = driver.now().minus(BACKLOG);

        driver.send(driver.usage("bob", 10).setOccurredAt(longAgo).build(), longAgo);

        assertThat(driver.rejected()).isEmpty();
        assertThat(driver.month("bob", "2026-10").used()).isEqualTo(10);
    }

    @Test
    void R12_an_arrival_that_a_producer_claims_is_ignored() {
        Instant claimed = driver.now().minus(Duration.ofDays(20));
        RecordHeaders forged = new RecordHeaders();
        forged.add("tidemark_timestamp", CreditDriver.bytes("" + claimed.toEpochMilli()));
        UsageEvent event = driver.usage("bob", 10).setOccurredAt(claimed).build();
        byte[] value = driver.parts().bytes("usage-events", event);

        driver.send("usage-events", CreditDriver.bytes("acme/bob"), value, forged, driver.now());

        List<TestRecord<byte[], byte[]>> rejected = driver.rejected();
        assertThat(rejected).hasSize(1);
        assertThat(CreditDriver.header(rejected.get(0), "reason")).isEqualTo("TOO_LATE");
        assertThat(CreditDriver.header(rejected.get(0), "timestamp"))
                .isEqualTo("" + driver.now().toEpochMilli());
        allAreNew();
    }

    @Test
    void the_arrival_of_a_rejected_assignment_is_the_brokers_whatever_a_producer_claims() {
        Instant arrival = driver.now().minus(BACKLOG);
        RecordHeaders forged = new RecordHeaders();
        forged.add("tidemark_timestamp", CreditDriver.bytes("77"));

        driver.send("role-assignments", CreditDriver.bytes("acme/bob"), null, forged, arrival);

        assertThat(CreditDriver.header(driver.rejected().get(0), "timestamp")).isEqualTo("" + arrival.toEpochMilli());
    }

    private void oldAssignment(String user, Instant arrival) {
        RoleAssignment assignment = driver.assignment(user, "writer");
        driver.send(
                "role-assignments",
                CreditDriver.bytes("acme/" + user),
                driver.parts().bytes("role-assignments", assignment),
                new RecordHeaders(),
                arrival);
    }

    private void oldEntityChange(long limit, Instant arrival) {
        EntityLimitChange change =
                driver.entityChange().setMonthlyCreditLimitMicros(limit).build();
        driver.send(
                "entity-limits",
                CreditDriver.bytes("acme"),
                driver.parts().bytes("entity-limits", change),
                new RecordHeaders(),
                arrival);
    }

    private void oldPartial(String period, Instant arrival) {
        EntityPartial partial = new EntityPartial("acme", period, 0, 7L, 1L, "e", null, null, null);
        driver.send(
                "entity-partials",
                CreditDriver.bytes("acme"),
                driver.parts().bytes("entity-partials", partial),
                new RecordHeaders(),
                arrival);
    }

    private void allAreNew() {
        List<String> old = new ArrayList<>();
        Instant yesterday = driver.now().minus(Duration.ofDays(1));
        for (String topic : driver.outputTopics()) {
            for (TestRecord<byte[], byte[]> record : driver.records(topic)) {
                topics.add(topic);
                if (record.getRecordTime().isBefore(yesterday)) {
                    old.add(topic + " at " + record.getRecordTime());
                }
            }
        }
        assertThat(old).isEmpty();
    }

    private static String changelog(String store) {
        return "graph-" + store + "-changelog";
    }
}
