package tidemark.topology.roles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.events.Actor;
import tidemark.events.ChangeOutcome;
import tidemark.events.ChangeResult;
import tidemark.events.ChangeSubject;
import tidemark.events.ChangeView;
import tidemark.events.Role;
import tidemark.events.RoleChange;
import tidemark.events.RoleChangeKind;
import tidemark.events.RoleDefinition;
import tidemark.events.RoleDeletion;
import tidemark.events.RoleState;
import tidemark.events.RoleType;
import tidemark.events.SubjectKind;

class RoleChangeProcessorTest {

    private static final Actor ACTOR = new Actor("alice", "acme", null, "manage_user_roles");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path stateDir;

    @SuppressWarnings("NullAway.Init")
    private RoleDriver driver;

    private int changes;

    @BeforeEach
    void open() {
        driver = new RoleDriver(stateDir, 1);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void a_created_role_is_answered_and_told() {
        ChangeResult answer = driver.ask(create("writer", custom("Writer", 5L)));

        assertThat(answer)
                .isEqualTo(new ChangeResult(
                        "c1",
                        "acme",
                        new ChangeSubject(SubjectKind.ROLE, "writer"),
                        ChangeOutcome.ACCEPTED,
                        null,
                        null,
                        1L,
                        null,
                        new ChangeView(custom("Writer", 5L), null, null),
                        ACTOR,
                        RoleDriver.START,
                        answer.getContentCheck(),
                        null,
                        false));
        assertThat(answer.getContentCheck()).isNotNull();
        assertThat(driver.role())
                .isEqualTo(new Role(
                        "acme",
                        "writer",
                        RoleState.ACTIVE,
                        custom("Writer", 5L),
                        1L,
                        "c1",
                        RoleDriver.START,
                        ACTOR,
                        List.of()));
        assertThat(driver.rejected()).isEmpty();
        assertThat(driver.counted("applied")).isEqualTo(1);
    }

    @Test
    void outputs_carry_the_clock_and_no_headers_of_the_input() {
        driver.advance(Duration.ofMinutes(3));
        driver.send("acme", create("writer", custom("Writer", 5L)));

        TestRecord<byte[], byte[]> role = driver.roles().get(0);
        TestRecord<byte[], byte[]> answer = driver.results().get(0);
        Instant now = RoleDriver.START.plus(Duration.ofMinutes(3));
        assertThat(role.key()).isEqualTo("acme/writer".getBytes(UTF_8));
        assertThat(answer.key()).isEqualTo("acme".getBytes(UTF_8));
        assertThat(List.of(role.getRecordTime(), answer.getRecordTime())).containsOnly(now);
        assertThat(role.headers()).isEmpty();
        assertThat(answer.headers()).isEmpty();
    }

    @Test
    void an_update_shows_both_sides_and_the_same_again_is_no_change() {
        driver.ask(create("writer", custom("Writer", 5L)));
        ChangeResult answer = driver.ask(update("writer", custom("Author", null)));

        assertThat(answer.getOutcome()).isEqualTo(ChangeOutcome.ACCEPTED);
        assertThat(answer.getVersion()).isEqualTo(2);
        assertThat(answer.getBefore()).isEqualTo(new ChangeView(custom("Writer", 5L), null, null));
        assertThat(answer.getAfter()).isEqualTo(new ChangeView(custom("Author", null), null, null));
        assertThat(driver.roles()).hasSize(2);

        ChangeResult again = driver.ask(update("writer", custom("Author", null)));

        assertThat(again.getOutcome()).isEqualTo(ChangeOutcome.NO_CHANGE);
        assertThat(again.getVersion()).isEqualTo(2);
        assertThat(again.getBefore()).isNull();
        assertThat(again.getAfter()).isNull();
        assertThat(driver.roles()).isEmpty();
    }

    @Test
    void R6_a_duplicate_copies_a_role_changed_just_before() {
        driver.ask(create("writer", custom("Writer", 5L)));
        driver.ask(update("writer", custom("Author", 6L)));
        driver.roles();

        ChangeResult answer = driver.ask(
                base("copy", RoleChangeKind.DUPLICATE).setSourceRoleId("writer").build());

        assertThat(answer.getOutcome()).isEqualTo(ChangeOutcome.ACCEPTED);
        assertThat(driver.role().getDefinition()).isEqualTo(custom("Author (copy)", 6L));
    }

    @Test
    void R4_a_deletion_leaves_a_record_that_says_where_members_move() {
        driver.ask(create("writer", custom("Writer", 5L)));
        driver.ask(create("reader", custom("Reader", 1L)));
        driver.roles();

        ChangeResult answer = driver.ask(base("writer", RoleChangeKind.DELETE)
                .setReassignToRoleId("reader")
                .build());

        assertThat(answer.getVersion()).isEqualTo(2);
        assertThat(answer.getBefore()).isEqualTo(new ChangeView(custom("Writer", 5L), null, null));
        assertThat(answer.getAfter()).isNull();
        Role deleted = driver.role();
        assertThat(deleted.getState()).isEqualTo(RoleState.DELETED);
        assertThat(deleted.getDefinition()).isEqualTo(custom("Writer", 5L));
        assertThat(deleted.getDeletions()).containsExactly(new RoleDeletion(2L, "c3", "reader", 1L));

        driver.ask(create("writer", custom("Writer", 7L)));
        Role revived = driver.role();
        assertThat(revived.getState()).isEqualTo(RoleState.ACTIVE);
        assertThat(revived.getVersion()).isEqualTo(3);
        assertThat(revived.getDeletions()).hasSize(1);
    }

    @Test
    void R3_R14_a_limit_on_a_built_in_role_is_refused_and_its_bytes_are_kept() {
        RoleChange change = create("admin", new RoleDefinition("Admin", null, RoleType.BUILT_IN, 5L, List.of()));
        ChangeResult answer = driver.ask(change);

        assertThat(answer.getOutcome()).isEqualTo(ChangeOutcome.REJECTED);
        assertThat(answer.getReason()).isEqualTo("BUILT_IN_LIMIT");
        assertThat(answer.getDetail()).contains("monthly_credit_limit_micros is 5");
        assertThat(answer.getVersion()).isNull();
        assertThat(driver.roles()).isEmpty();
        TestRecord<byte[], byte[]> rejected = rejected("BUILT_IN_LIMIT");
        assertThat(rejected.key()).isEqualTo("acme".getBytes(UTF_8));
        assertThat(rejected.value()).isEqualTo(driver.bytes(change));
        assertThat(rejected.getRecordTime()).isEqualTo(RoleDriver.START);
        assertThat(RoleDriver.header(rejected, "topic")).isEqualTo("t.role-changes");
        assertThat(RoleDriver.header(rejected, "offset")).isEqualTo("0");
        assertThat(driver.counted("rejected")).isEqualTo(1);
    }

    @Test
    void the_expected_version_decides_who_was_first() {
        driver.ask(create("writer", custom("Writer", 5L)));
        ChangeResult first = driver.ask(base("writer", RoleChangeKind.UPDATE)
                .setDefinition(custom("Writer", 6L))
                .setExpectedVersion(1L)
                .build());
        ChangeResult second = driver.ask(base("writer", RoleChangeKind.UPDATE)
                .setDefinition(custom("Writer", 7L))
                .setExpectedVersion(1L)
                .build());

        assertThat(first.getOutcome()).isEqualTo(ChangeOutcome.ACCEPTED);
        assertThat(second.getReason()).isEqualTo("VERSION_MISMATCH");
        assertThat(second.getVersion()).isEqualTo(2);
        rejected("VERSION_MISMATCH");
    }

    @Test
    void R11_a_change_that_comes_again_is_answered_as_a_duplicate_also_after_a_restart() {
        RoleChange change = create("writer", custom("Writer", 5L));
        driver.ask(change);
        driver.roles();
        RoleChange restamped = RoleChange.newBuilder(change)
                .setOccurredAt(Instant.EPOCH)
                .setActor(new Actor("bob", null, null, "manage_user_roles"))
                .build();

        assertThat(driver.ask(restamped).getOutcome()).isEqualTo(ChangeOutcome.DUPLICATE);
        driver.restart();
        ChangeResult answer = driver.ask(change);

        assertThat(answer.getOutcome()).isEqualTo(ChangeOutcome.DUPLICATE);
        assertThat(answer.getVersion()).isEqualTo(1);
        assertThat(answer.getDetail()).isEqualTo("This change was judged before; the role had version 1 afterwards.");
        assertThat(driver.roles()).isEmpty();
        assertThat(driver.rejected()).isEmpty();
        assertThat(driver.counted("duplicate")).isEqualTo(2);
    }

    @Test
    void R11_a_change_that_changed_nothing_is_remembered_too() {
        driver.ask(create("writer", custom("Writer", 5L)));
        RoleChange same = update("writer", custom("Writer", 5L));
        assertThat(driver.ask(same).getOutcome()).isEqualTo(ChangeOutcome.NO_CHANGE);
        driver.ask(update("writer", custom("Writer", 6L)));

        assertThat(driver.ask(same).getOutcome()).isEqualTo(ChangeOutcome.DUPLICATE);
    }

    @Test
    void R11_a_change_id_with_another_content_is_a_conflict_and_changes_nothing() {
        RoleChange change = create("writer", custom("Writer", 5L));
        driver.ask(change);
        driver.roles();

        ChangeResult answer = driver.ask(RoleChange.newBuilder(change)
                .setDefinition(custom("Writer", 6L))
                .build());

        assertThat(answer.getReason()).isEqualTo("CHANGE_ID_CONFLICT");
        assertThat(driver.roles()).isEmpty();
        rejected("CHANGE_ID_CONFLICT");
        assertThat(driver.ask(change).getOutcome()).isEqualTo(ChangeOutcome.DUPLICATE);
    }

    @Test
    void R11_a_rejected_change_is_not_remembered() {
        RoleChange early = update("writer", custom("Writer", 6L));
        assertThat(driver.ask(early).getReason()).isEqualTo("ROLE_NOT_FOUND");
        driver.ask(create("writer", custom("Writer", 5L)));

        assertThat(driver.ask(early).getOutcome()).isEqualTo(ChangeOutcome.ACCEPTED);
    }

    @Test
    void entities_share_neither_roles_nor_change_ids() {
        RoleChange change = create("writer", custom("Writer", 5L));
        driver.ask(change);

        ChangeResult answer =
                driver.ask(RoleChange.newBuilder(change).setEntityId("other").build());

        assertThat(answer.getOutcome()).isEqualTo(ChangeOutcome.ACCEPTED);
        assertThat(answer.getVersion()).isEqualTo(1);
    }

    @Test
    void versions_go_on_after_a_restart() {
        driver.ask(create("writer", custom("Writer", 5L)));
        driver.restart();

        assertThat(driver.ask(update("writer", custom("Writer", 6L))).getVersion())
                .isEqualTo(2);
    }

    @Test
    void R18_a_key_that_contradicts_the_value_is_rejected() {
        driver.send("other", create("writer", custom("Writer", 5L)));
        assertThat(driver.answer().getReason()).isEqualTo("KEY_MISMATCH");
        rejected("KEY_MISMATCH");

        driver.send(null, create("writer", custom("Writer", 5L)));
        assertThat(driver.answer().getReason()).isEqualTo("MISSING_KEY");
        rejected("MISSING_KEY");
        assertThat(driver.roles()).isEmpty();
    }

    @Test
    void R18_a_change_on_the_wrong_partition_is_rejected_and_answered() {
        driver.close();
        driver = new RoleDriver(stateDir, 7);

        ChangeResult answer = driver.ask(create("writer", custom("Writer", 5L)));

        assertThat(answer.getReason()).isEqualTo("WRONG_PARTITION");
        assertThat(answer.getDetail())
                .isEqualTo("the record lies on partition 0; expected partition 4 for key 'acme',"
                        + " as Kafka's Java producer chooses it");
        rejected("WRONG_PARTITION");
        assertThat(driver.roles()).isEmpty();
    }

    @Test
    void R14_what_cannot_be_decoded_is_rejected_without_an_answer() {
        byte[] junk = {7, 7, 7};
        driver.sendBytes("acme".getBytes(UTF_8), junk);
        assertThat(rejected("UNDECODABLE").value()).isEqualTo(junk);

        driver.sendBytes("acme".getBytes(UTF_8), null);
        rejected("MISSING_VALUE");
        assertThat(driver.results()).isEmpty();
    }

    @Test
    void what_a_newer_writer_means_is_rejected() {
        assertThat(driver.ask(base("writer", RoleChangeKind.UNKNOWN).build()).getReason())
                .isEqualTo("UNKNOWN_KIND");
        rejected("UNKNOWN_KIND");

        RoleDefinition unknown = new RoleDefinition("X", null, RoleType.UNKNOWN, null, List.of());
        assertThat(driver.ask(create("writer", unknown)).getDetail())
                .isEqualTo("definition.type is not one that this version knows; expected CUSTOM or BUILT_IN");
    }

    @Test
    void a_change_without_a_usable_id_is_rejected_and_answered_where_that_is_possible() {
        RoleChange fine = create("writer", custom("Writer", 5L));

        driver.send("acme", RoleChange.newBuilder(fine).setChangeId(" ").build());
        rejected("INVALID_ID");
        driver.send("a b", RoleChange.newBuilder(fine).setEntityId("a b").build());
        rejected("INVALID_ID");
        assertThat(driver.results()).isEmpty();

        String longId = "x".repeat(300);
        ChangeResult answer =
                driver.ask(RoleChange.newBuilder(fine).setRoleId(longId).build());
        assertThat(answer.getReason()).isEqualTo("INVALID_ID");
        assertThat(answer.getSubject().getId()).hasSize(255);
    }

    @Test
    void an_actor_that_would_burst_the_answer_is_rejected_and_cut() {
        ChangeResult answer = driver.ask(RoleChange.newBuilder(create("writer", custom("Writer", 5L)))
                .setActor(new Actor("a".repeat(10_000), null, null, "x"))
                .build());

        assertThat(answer.getReason()).isEqualTo("INVALID_FIELD");
        assertThat(answer.getDetail()).isEqualTo("actor.user_id has 10000 characters; expected at most 255");
        assertThat(answer.getActor().getUserId()).hasSize(255);
    }

    private TestRecord<byte[], byte[]> rejected(String reason) {
        List<TestRecord<byte[], byte[]>> records = driver.rejected();
        assertThat(records).hasSize(1);
        assertThat(RoleDriver.header(records.get(0), "reason")).isEqualTo(reason);
        return records.get(0);
    }

    private RoleChange create(String role, RoleDefinition definition) {
        return base(role, RoleChangeKind.CREATE).setDefinition(definition).build();
    }

    private RoleChange update(String role, RoleDefinition definition) {
        return base(role, RoleChangeKind.UPDATE).setDefinition(definition).build();
    }

    private RoleChange.Builder base(String role, RoleChangeKind kind) {
        return RoleChange.newBuilder()
                .setChangeId("c" + ++changes)
                .setEntityId("acme")
                .setRoleId(role)
                .setKind(kind)
                .setActor(ACTOR)
                .setOccurredAt(Instant.parse("2020-01-01T00:00:00Z"));
    }

    private static RoleDefinition custom(String name, @Nullable Long limitMicros) {
        return new RoleDefinition(name, "what for", RoleType.CUSTOM, limitMicros, List.of("read"));
    }
}
