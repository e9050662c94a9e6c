package tidemark.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.events.ChangeOutcome;
import tidemark.events.ChangeResult;
import tidemark.events.EntityPartial;
import tidemark.events.UsageEvent;
import tidemark.topology.intake.Partitions;

/** R18: what lies on the wrong partition. Of the seven partitions {@code away} has number 0, where nothing of bob's belongs. */
class MisplacedRecordsTest {

    private static final int PARTITIONS = 7;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path stateDir;

    @SuppressWarnings("NullAway.Init")
    private CreditDriver away;

    @SuppressWarnings("NullAway.Init")
    private CreditDriver home;

    @BeforeEach
    void open() {
        assertThat(new Partitions(PARTITIONS).of(CreditDriver.bytes("acme/bob")))
                .isNotZero();
        away = new CreditDriver(stateDir.resolve("away"), CreditDriver.START, PARTITIONS, PARTITIONS);
        home = new CreditDriver(stateDir.resolve("home"));
    }

    @AfterEach
    void close() {
        away.close();
        home.close();
    }

    @Test
    void R18_misplaced_usage_is_sent_on_with_its_coordinates() {
        UsageEvent event = away.usage("bob", 100).build();
        away.send(away.usage("bob", 1).build());
        away.forgetOutputs();
        Instant arrival = away.now().minusSeconds(90);

        away.send(event, arrival);

        List<TestRecord<byte[], byte[]>> sent = away.records("usage-rerouted");
        assertThat(sent).hasSize(1);
        assertThat(sent.get(0).key()).asString().isEqualTo("acme/bob");
        assertThat(sent.get(0).value()).isEqualTo(away.parts().bytes("usage-events", event));
        assertThat(CreditDriver.header(sent.get(0), "tidemark_topic")).isEqualTo("usage-events");
        assertThat(CreditDriver.header(sent.get(0), "tidemark_partition")).isEqualTo("0");
        assertThat(CreditDriver.header(sent.get(0), "tidemark_offset")).isEqualTo("1");
        assertThat(CreditDriver.header(sent.get(0), "tidemark_timestamp")).isEqualTo("" + arrival.toEpochMilli());
        assertThat(away.parts().counted("usage-events", "rerouted")).isEqualTo(2);
        assertThat(away.isKnown("bob")).isFalse();
    }

    @Test
    void R18_it_counts_once_where_it_belongs_by_its_first_arrival() {
        home.create("writer", 100L);
        home.assign("bob", "writer");
        home.advance(Duration.ofDays(8));
        UsageEvent event = away.usage("bob", 100).build();
        away.send(event);
        TestRecord<byte[], byte[]> sent = away.records("usage-rerouted").get(0);

        home.send("usage-rerouted", sent.key(), sent.value(), sent.headers(), home.now());
        home.send("usage-rerouted", sent.key(), sent.value(), sent.headers(), home.now());
        home.send(event, CreditDriver.START);

        assertThat(home.account("bob").used()).isEqualTo(100);
        assertThat(home.decisions()).hasSize(1);
        assertThat(home.parts().counted("usage-events", "applied")).isEqualTo(1);
        assertThat(home.parts().counted("usage-events", "duplicate")).isEqualTo(2);
        assertThat(home.rejected()).isEmpty();
    }

    @Test
    void R18_usage_still_misplaced_after_that_is_rejected_with_its_first_coordinates() {
        UsageEvent event = away.usage("bob", 100).build();

        away.send(event);

        List<TestRecord<byte[], byte[]>> rejected = away.rejected();
        assertThat(rejected).hasSize(1);
        assertThat(CreditDriver.header(rejected.get(0), "reason")).isEqualTo("WRONG_PARTITION");
        assertThat(CreditDriver.header(rejected.get(0), "topic")).isEqualTo("usage-events");
        assertThat(CreditDriver.header(rejected.get(0), "offset")).isEqualTo("0");
        assertThat(rejected.get(0).value()).isEqualTo(away.parts().bytes("usage-events", event));
        assertThat(away.isKnown("bob")).isFalse();
    }

    @Test
    void R18_usage_is_refused_for_what_it_says_before_it_is_sent_on() {
        away.send(
                "usage-events",
                "acme/eve",
                away.parts().bytes("usage-events", away.usage("bob", 1).build()));

        assertThat(away.records("usage-rerouted")).isEmpty();
        assertThat(CreditDriver.header(away.rejected().get(0), "reason")).isEqualTo("KEY_MISMATCH");
    }

    @Test
    void R18_somebody_elses_record_on_the_internal_topic_is_what_it_is() {
        UsageEvent event = home.usage("bob", 3).build();
        RecordHeaders forged = new RecordHeaders();
        forged.add("tidemark_topic", CreditDriver.bytes("usage-events"));
        forged.add("tidemark_partition", CreditDriver.bytes("-5"));
        forged.add("tidemark_offset", CreditDriver.bytes("many"));

        home.send(
                "usage-rerouted",
                CreditDriver.bytes("acme/bob"),
                home.parts().bytes("usage-rerouted", event),
                forged,
                home.now());

        assertThat(home.account("bob").used()).isEqualTo(3);
    }

    @Test
    void R18_a_misplaced_assignment_is_rejected_and_answered() {
        ChangeResult answer = away.assign("bob", "writer");

        assertThat(answer.getOutcome()).isEqualTo(ChangeOutcome.REJECTED);
        assertThat(answer.getReason()).isEqualTo("WRONG_PARTITION");
        List<TestRecord<byte[], byte[]>> rejected = away.rejected();
        assertThat(rejected).hasSize(1);
        assertThat(CreditDriver.header(rejected.get(0), "reason")).isEqualTo("WRONG_PARTITION");
        assertThat(CreditDriver.header(rejected.get(0), "topic")).isEqualTo("role-assignments");
        assertThat(away.isKnown("bob")).isFalse();
    }

    @Test
    void R18_a_misplaced_entity_change_is_rejected_and_answered() {
        assertThat(new Partitions(PARTITIONS).of(CreditDriver.bytes("acme"))).isNotZero();

        ChangeResult answer = away.entityLimit(100L);

        assertThat(answer.getOutcome()).isEqualTo(ChangeOutcome.REJECTED);
        assertThat(answer.getReason()).isEqualTo("WRONG_PARTITION");
        assertThat(answer.getSubject().getId()).isEqualTo("acme");
        List<TestRecord<byte[], byte[]>> rejected = away.rejected();
        assertThat(rejected).hasSize(1);
        assertThat(CreditDriver.header(rejected.get(0), "reason")).isEqualTo("WRONG_PARTITION");
        assertThat(CreditDriver.header(rejected.get(0), "topic")).isEqualTo("entity-limits");
        assertThat(away.isEntityKnown()).isFalse();
        assertThat(away.entities()).isEmpty();
    }

    @Test
    void R18_a_misplaced_sum_is_rejected() {
        EntityPartial partial = new EntityPartial("acme", "2026-11", 0, 5L, 1L, "e", null, null, null);

        away.send("entity-partials", "acme", away.parts().bytes("entity-partials", partial));

        List<TestRecord<byte[], byte[]>> rejected = away.rejected();
        assertThat(rejected).hasSize(1);
        assertThat(CreditDriver.header(rejected.get(0), "reason")).isEqualTo("WRONG_PARTITION");
        assertThat(away.isEntityKnown()).isFalse();
    }
}
