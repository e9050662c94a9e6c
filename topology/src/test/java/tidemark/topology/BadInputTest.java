package tidemark.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidemark.events.Actor;
import tidemark.events.BlockDecision;
import tidemark.events.ChangeOutcome;
import tidemark.events.Decision;
import tidemark.events.Entity;
import tidemark.events.EntityDefinition;
import tidemark.events.EntityLeeway;
import tidemark.events.EntityLimitChange;
import tidemark.events.EntityPartial;
import tidemark.events.Role;
import tidemark.events.RoleAssignment;
import tidemark.events.RoleChange;
import tidemark.events.RoleChangeKind;
import tidemark.events.RoleDefinition;
import tidemark.events.RoleState;
import tidemark.events.RoleType;
import tidemark.events.UsageEvent;
import tidemark.ledger.Credits;
import tidemark.ledger.Ids;
import tidemark.ledger.Reason;

/** R14: whatever comes in is rejected with its reason and counted, and the next good record works. */
class BadInputTest {

    private static final String USAGE = "usage-events";
    private static final String ASSIGNMENTS = "role-assignments";
    private static final String CHANGES = "role-changes";
    private static final String ROLES = "roles";
    private static final String LIMITS = "entity-limits";
    private static final String PARTIALS = "entity-partials";
    private static final String ENTITIES = "entities";
    private static final String LEEWAYS = "entity-leeways";
    private static final byte[] ACME = CreditDriver.bytes("acme");
    private static final byte[] BOB = CreditDriver.bytes("acme/bob");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path stateDir;

    @SuppressWarnings("NullAway.Init")
    private static CreditDriver driver;

    record Bad(String name, String topic, Reason reason, Consumer<CreditDriver> sent) {
        @Override
        public String toString() {
            return topic + ": " + name;
        }
    }

    @BeforeAll
    static void open() {
        driver = new CreditDriver(stateDir);
        driver.create("writer", 100L);
    }

    @AfterAll
    static void close() {
        driver.close();
    }

    static Stream<Bad> bytes() {
        return Stream.of(USAGE, ASSIGNMENTS, CHANGES, ROLES, LIMITS, PARTIALS, ENTITIES, LEEWAYS)
                .flatMap(topic -> Stream.of(
                        bytes("no value", topic, Reason.MISSING_VALUE, BOB, null),
                        bytes("an empty value", topic, Reason.UNDECODABLE, BOB, new byte[0]),
                        bytes("text", topic, Reason.UNDECODABLE, BOB, CreditDriver.bytes("{\"a\":1}")),
                        bytes("a damaged body", topic, Reason.UNDECODABLE, BOB, damaged(topic)),
                        bytes("an unknown schema", topic, Reason.UNKNOWN_SCHEMA, BOB, new byte[] {0, 0, 1, 0, 0, 5}),
                        bytes("3 MB", topic, Reason.TOO_LARGE, BOB, new byte[3_000_000]),
                        bytes("a key of 3 MB", topic, Reason.TOO_LARGE, new byte[3_000_000], null)));
    }

    static Stream<Bad> keys() {
        return Stream.of(
                usage("no key", Reason.MISSING_KEY, null, event -> {}),
                usage("a key that is not UTF-8", Reason.MISSING_KEY, new byte[] {(byte) 0xC3, 1}, event -> {}),
                usage("a key for somebody else", Reason.KEY_MISMATCH, CreditDriver.bytes("acme/eve"), event -> {}),
                assignment("no key", Reason.MISSING_KEY, null, assignment -> {}),
                assignment("a key for an entity", Reason.KEY_MISMATCH, ACME, assignment -> {}),
                limit("no key", Reason.MISSING_KEY, null, change -> {}),
                limit("a key for a user", Reason.KEY_MISMATCH, BOB, change -> {}),
                limit("a key for another entity", Reason.KEY_MISMATCH, ACME, change -> change.setEntityId("beta")),
                partial("no key", Reason.MISSING_KEY, null, partial -> {}),
                partial("a key for a user", Reason.KEY_MISMATCH, BOB, partial -> {}));
    }

    static Stream<Bad> fields() {
        String longId = "x".repeat(256);
        long max = Credits.MAX_MICROS;
        return Stream.of(
                usage("a blank event_id", Reason.INVALID_ID, event -> event.setEventId(" ")),
                usage("an empty event_id", Reason.INVALID_ID, event -> event.setEventId("")),
                usage("an event_id too long", Reason.INVALID_ID, event -> event.setEventId(longId)),
                usage("a slash in user_id", Reason.INVALID_ID, event -> event.setUserId("a/b")),
                usage("a space in entity_id", Reason.INVALID_ID, event -> event.setEntityId("a b")),
                usage("a user_id too long", Reason.INVALID_ID, event -> event.setUserId(longId)),
                usage("an umlaut in user_id", Reason.INVALID_ID, event -> event.setUserId("jörg")),
                usage("a zero byte in user_id", Reason.INVALID_ID, event -> event.setUserId("a\u0000b")),
                usage("a blank source", Reason.INVALID_ID, event -> event.setSource(" ")),
                usage("an operation_id too long", Reason.INVALID_ID, event -> event.setOperationId(longId)),
                usage("an action too long", Reason.INVALID_FIELD, event -> event.setAction(longId)),
                usage("too much", Reason.AMOUNT_OUT_OF_RANGE, event -> event.setCreditsMicros(max + 1)),
                usage("too little", Reason.AMOUNT_OUT_OF_RANGE, event -> event.setCreditsMicros(-max - 1)),
                usage("least", Reason.AMOUNT_OUT_OF_RANGE, event -> event.setCreditsMicros(Long.MIN_VALUE)),
                usage("too early", Reason.TOO_EARLY, event -> event.setOccurredAt(ahead(Duration.ofMinutes(6)))),
                usage("too late", Reason.TOO_LATE, event -> event.setOccurredAt(ahead(Duration.ofDays(-8)))),
                usage(
                        "before all",
                        Reason.TOO_LATE,
                        event -> event.setOccurredAt(Instant.ofEpochMilli(Long.MIN_VALUE))),
                usage(
                        "after all",
                        Reason.TOO_EARLY,
                        event -> event.setOccurredAt(Instant.ofEpochMilli(Long.MAX_VALUE))),
                assignment("a blank change_id", Reason.INVALID_ID, change -> change.setChangeId("")),
                assignment("a slash in role_id", Reason.INVALID_ID, change -> change.setRoleId("a/b")),
                assignment("a blank role_id", Reason.INVALID_ID, change -> change.setRoleId("")),
                assignment("a user_id too long", Reason.INVALID_ID, change -> change.setUserId(longId)),
                assignment("a space in entity_id", Reason.INVALID_ID, change -> change.setEntityId("a b")),
                change("an unknown kind", Reason.UNKNOWN_KIND, RoleChangeKind.UNKNOWN, 5L),
                change("a negative limit", Reason.LIMIT_OUT_OF_RANGE, RoleChangeKind.UPDATE, -1L),
                change("a limit too large", Reason.LIMIT_OUT_OF_RANGE, RoleChangeKind.UPDATE, max + 1),
                role("a negative limit", -2L),
                role("a limit too large", max + 1));
    }

    static Stream<Bad> entityFields() {
        String longText = "x".repeat(256);
        long max = Credits.MAX_MICROS;
        return Stream.of(
                limit("a blank change_id", Reason.INVALID_ID, change -> change.setChangeId("")),
                limit("a change_id too long", Reason.INVALID_ID, change -> change.setChangeId(longText)),
                limit("a space in entity_id", Reason.INVALID_ID, change -> change.setEntityId("a b")),
                limit("a slash in entity_id", Reason.INVALID_ID, change -> change.setEntityId("a/b")),
                limit("a slash in msp_id", Reason.INVALID_ID, change -> change.setMspId("a/b")),
                limit("a blank name", Reason.INVALID_FIELD, change -> change.setDisplayName(" ")),
                limit("a name too long", Reason.INVALID_FIELD, change -> change.setDisplayName(longText)),
                limit("a limit to keep", Reason.INVALID_FIELD, change -> change.setKeepsLimit(true)),
                limit("a negative limit", Reason.LIMIT_OUT_OF_RANGE, change -> change.setMonthlyCreditLimitMicros(-1L)),
                limit(
                        "a limit too large",
                        Reason.LIMIT_OUT_OF_RANGE,
                        change -> change.setMonthlyCreditLimitMicros(max + 1)),
                limit(
                        "an actor too long",
                        Reason.INVALID_FIELD,
                        change -> change.setActor(new Actor(longText, null, null, "a"))),
                partial("a blank entity_id", Reason.INVALID_ID, partial -> partial.setEntityId("")),
                partial("a slash in entity_id", Reason.INVALID_ID, partial -> partial.setEntityId("a/b")),
                partial("a negative partition", Reason.INVALID_FIELD, partial -> partial.setPartition(-1)),
                partial("a partition that is not there", Reason.INVALID_FIELD, partial -> partial.setPartition(1)),
                partial("a negative number of events", Reason.INVALID_FIELD, partial -> partial.setEvents(-1L)),
                partial("no month", Reason.INVALID_FIELD, partial -> partial.setPeriod("2026-13")),
                partial("a day", Reason.INVALID_FIELD, partial -> partial.setPeriod("2026-11-01")),
                partial("a month before 1970", Reason.INVALID_FIELD, partial -> partial.setPeriod("1969-12")),
                partial("a month after 2399", Reason.INVALID_FIELD, partial -> partial.setPeriod("2400-01")),
                partial("an empty month", Reason.INVALID_FIELD, partial -> partial.setPeriod("")),
                entity("a negative limit", -2L),
                entity("a limit too large", max + 1),
                leeway("a slash in entity_id", new EntityLeeway("a/b", "2026-11", 0L)),
                leeway("no month", new EntityLeeway("acme", "2026-13", 0L)),
                leeway("a negative leeway", new EntityLeeway("acme", "2026-11", -1L)),
                leeway("a leeway too large", new EntityLeeway("acme", "2026-11", max + 1)));
    }

    @ParameterizedTest
    @MethodSource({"bytes", "keys", "fields", "entityFields"})
    void R14_it_is_rejected_and_counted_and_the_next_record_works(Bad bad) {
        driver.forgetOutputs();
        int before = driver.parts().counted(bad.topic());
        String reason = bad.reason().name();
        int rejectedBefore = driver.parts().countedRejected(bad.topic(), reason.toLowerCase(Locale.ROOT));

        bad.sent().accept(driver);

        TestRecord<byte[], byte[]> rejected = awaitRejected();
        assertThat(CreditDriver.header(rejected, "reason")).isEqualTo(reason);
        assertThat(CreditDriver.header(rejected, "detail")).isNotBlank();
        assertThat(CreditDriver.header(rejected, "topic")).isEqualTo(bad.topic());
        assertThat(driver.parts().counted(bad.topic())).isEqualTo(before + 1);
        assertThat(driver.parts().countedRejected(bad.topic(), reason.toLowerCase(Locale.ROOT)))
                .isEqualTo(rejectedBefore + 1);
        everythingStillWorks();
    }

    @Test
    void R14_a_total_out_of_range_is_rejected_and_the_total_stays() {
        driver.use("rich", Credits.MAX_MICROS);

        driver.use("rich", 1);

        assertThat(CreditDriver.header(awaitRejected(), "reason")).isEqualTo("TOTAL_OUT_OF_RANGE");
        assertThat(driver.account("rich").used()).isEqualTo(Credits.MAX_MICROS);
        driver.use("rich", -1);
        assertThat(driver.account("rich").used()).isEqualTo(Credits.MAX_MICROS - 1);
    }

    @Test
    void R14_a_record_too_large_leaves_its_hash_and_size() {
        driver.send(USAGE, "acme/bob", new byte[3_000_000]);

        TestRecord<byte[], byte[]> rejected = awaitRejected();
        assertThat(rejected.value()).isEmpty();
        assertThat(CreditDriver.header(rejected, "value_size")).isEqualTo("3000000");
        assertThat(CreditDriver.header(rejected, "value_sha256")).hasSize(64);
    }

    @Test
    void R14_an_event_from_before_1970_stops_nothing() {
        UsageEvent event =
                driver.usage("bob", 1).setOccurredAt(Instant.ofEpochMilli(-5)).build();

        driver.send(event, Instant.EPOCH);

        assertThat(CreditDriver.header(awaitRejected(), "reason")).isEqualTo("TOO_LATE");
        everythingStillWorks();
    }

    private static void everythingStillWorks() {
        driver.forgetOutputs();
        driver.create("next", 10L);
        driver.assign("next", "next");
        driver.use("next", 10);
        assertThat(driver.decisions()).hasSize(1);
        driver.delete("next", null);
        driver.settle();
        driver.use("next", -10);
        driver.entityLimit(0L);
        assertThat(driver.decisions()).extracting(BlockDecision::getDecision).contains(Decision.BLOCK);
        driver.entityLimit(null);
        driver.report();
        driver.forgetOutputs();
    }

    /* Whether a schema exists is found out by another thread. */
    private static TestRecord<byte[], byte[]> awaitRejected() {
        List<TestRecord<byte[], byte[]>> rejected = Awaitility.await()
                .until(
                        () -> {
                            List<TestRecord<byte[], byte[]>> found = driver.rejected();
                            if (found.isEmpty()) {
                                driver.advance(Duration.ofMillis(200));
                            }
                            return found;
                        },
                        found -> !found.isEmpty());
        assertThat(rejected).hasSize(1);
        return rejected.get(0);
    }

    private static Bad bytes(String name, String topic, Reason reason, byte[] key, byte @Nullable [] value) {
        return new Bad(name, topic, reason, to -> to.send(topic, key, value, new RecordHeaders(), to.now()));
    }

    private static Bad usage(String name, Reason reason, Consumer<UsageEvent> spoil) {
        return usage(name, reason, BOB, spoil);
    }

    private static Bad usage(String name, Reason reason, byte @Nullable [] key, Consumer<UsageEvent> spoil) {
        return new Bad(name, USAGE, reason, to -> {
            UsageEvent event = to.usage("bob", 1).build();
            spoil.accept(event);
            to.send(USAGE, key, to.parts().bytes(USAGE, event), new RecordHeaders(), to.now());
        });
    }

    private static Bad assignment(String name, Reason reason, Consumer<RoleAssignment> spoil) {
        return assignment(name, reason, BOB, spoil);
    }

    private static Bad assignment(String name, Reason reason, byte @Nullable [] key, Consumer<RoleAssignment> spoil) {
        return new Bad(name, ASSIGNMENTS, reason, to -> {
            RoleAssignment assignment = to.assignment("bob", "writer");
            spoil.accept(assignment);
            to.send(ASSIGNMENTS, key, to.parts().bytes(ASSIGNMENTS, assignment), new RecordHeaders(), to.now());
        });
    }

    private static Bad change(String name, Reason reason, RoleChangeKind kind, long limit) {
        return new Bad(name, CHANGES, reason, to -> {
            RoleChange change = new RoleChange(
                    "bad-" + name.replace(' ', '-'),
                    "acme",
                    "writer",
                    kind,
                    definition(limit),
                    null,
                    null,
                    null,
                    null,
                    GraphParts.ACTOR,
                    to.now());
            to.send(CHANGES, "acme", to.parts().bytes(CHANGES, change));
        });
    }

    private static Bad role(String name, long limit) {
        return new Bad(name, ROLES, Reason.LIMIT_OUT_OF_RANGE, to -> {
            Role role = new Role(
                    "acme",
                    "writer",
                    RoleState.ACTIVE,
                    definition(limit),
                    99L,
                    "c",
                    to.now(),
                    GraphParts.ACTOR,
                    List.of());
            to.send(ROLES, "acme/writer", to.parts().bytes(ROLES, role));
        });
    }

    private static Bad limit(String name, Reason reason, Consumer<EntityLimitChange> spoil) {
        return new Bad(name, LIMITS, reason, to -> {
            EntityLimitChange change =
                    to.entityChange().setMonthlyCreditLimitMicros(5L).build();
            spoil.accept(change);
            to.send(change);
            boolean answerable = Ids.isName(change.getEntityId()) && Ids.isToken(change.getChangeId());
            assertThat(to.results()).hasSize(answerable ? 1 : 0).allSatisfy(answer -> {
                assertThat(answer.getOutcome()).isEqualTo(ChangeOutcome.REJECTED);
                assertThat(answer.getReason()).isEqualTo(reason.name());
                assertThat(answer.getDetail()).isNotBlank();
                assertThat(answer.getChangeId()).isEqualTo(change.getChangeId());
            });
            assertThat(to.entities()).isEmpty();
        });
    }

    private static Bad limit(String name, Reason reason, byte @Nullable [] key, Consumer<EntityLimitChange> spoil) {
        return new Bad(name, LIMITS, reason, to -> {
            EntityLimitChange change = to.entityChange().build();
            spoil.accept(change);
            to.send(LIMITS, key, to.parts().bytes(LIMITS, change), new RecordHeaders(), to.now());
        });
    }

    private static Bad partial(String name, Reason reason, Consumer<EntityPartial> spoil) {
        return new Bad(name, PARTIALS, reason, to -> {
            EntityPartial partial = partial();
            spoil.accept(partial);
            to.send(PARTIALS, partial.getEntityId(), to.parts().bytes(PARTIALS, partial));
        });
    }

    private static Bad partial(String name, Reason reason, byte @Nullable [] key, Consumer<EntityPartial> spoil) {
        return new Bad(name, PARTIALS, reason, to -> {
            EntityPartial partial = partial();
            spoil.accept(partial);
            to.send(PARTIALS, key, to.parts().bytes(PARTIALS, partial), new RecordHeaders(), to.now());
        });
    }

    private static EntityPartial partial() {
        return new EntityPartial("acme", "2026-11", 0, 5L, 1L, "e", null, null, null);
    }

    private static Bad entity(String name, long limit) {
        return new Bad(name, ENTITIES, Reason.LIMIT_OUT_OF_RANGE, to -> {
            Entity entity =
                    new Entity("acme", new EntityDefinition(null, null, limit), 99L, "c", to.now(), GraphParts.ACTOR);
            to.send(ENTITIES, "acme", to.parts().bytes(ENTITIES, entity));
        });
    }

    private static Bad leeway(String name, EntityLeeway leeway) {
        return new Bad(
                name,
                LEEWAYS,
                Ids.isName(leeway.getEntityId()) ? Reason.INVALID_FIELD : Reason.INVALID_ID,
                to -> to.send(LEEWAYS, leeway.getEntityId(), to.parts().bytes(LEEWAYS, leeway)));
    }

    private static RoleDefinition definition(long limit) {
        return new RoleDefinition("W", null, RoleType.CUSTOM, limit, List.of());
    }

    private static Instant ahead(Duration by) {
        return driver.now().plus(by);
    }

    /* The schemas are registered in the order in which GraphParts loads them. */
    private static byte[] damaged(String topic) {
        byte id = (byte)
                switch (topic) {
                    case USAGE -> 1;
                    case CHANGES -> 2;
                    case ASSIGNMENTS -> 3;
                    case ROLES -> 4;
                    case LIMITS -> 5;
                    case PARTIALS -> 6;
                    case LEEWAYS -> 7;
                    default -> 8;
                };
        return new byte[] {0, 0, 0, 0, id, 40, 'x'};
    }
}
