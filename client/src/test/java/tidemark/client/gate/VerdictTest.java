package tidemark.client.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tidemark.events.DecisionReason;

/** R10, R13 and R16 as a gate answers by them. */
class VerdictTest {

    private static final long DECEMBER = Instant.parse("2026-12-01T00:00:00Z").toEpochMilli();
    private static final long NOVEMBER_25 =
            Instant.parse("2026-11-25T12:00:00Z").toEpochMilli();

    private final Decisions decisions = new Decisions(KeyHash.secret());

    @Test
    void who_is_not_known_is_allowed() {
        Verdict verdict = at(NOVEMBER_25);
        assertThat(verdict.allowed()).isTrue();
        assertThat(verdict.unsure()).isFalse();
        assertThat(verdict.blockedBy()).isEqualTo(BlockedBy.NONE);
        assertThat(verdict.reason()).isNull();
        assertThat(verdict.message()).isNull();
        assertThat(verdict.resetsAt()).isNull();
        assertThat(verdict.decidedAt()).isNull();
        assertThat(verdict.sequence()).isEqualTo(Verdict.NO_SEQUENCE);
    }

    @Test
    void R16_the_role_limit_blocks_with_its_text() {
        user(DecisionReason.USER_LIMIT_REACHED, DECEMBER, 7);
        Verdict verdict = at(NOVEMBER_25);
        assertThat(verdict.allowed()).isFalse();
        assertThat(verdict.blockedBy()).isEqualTo(BlockedBy.USER);
        assertThat(verdict.reason()).isEqualTo(DecisionReason.USER_LIMIT_REACHED);
        assertThat(verdict.message())
                .isEqualTo("You have reached your monthly usage limit. Please contact an administrator.");
        assertThat(verdict.resetsAt()).isEqualTo(Instant.ofEpochMilli(DECEMBER));
        assertThat(verdict.decidedAt()).isEqualTo(Instant.ofEpochMilli(NOVEMBER_25));
        assertThat(verdict.sequence()).isEqualTo(7);
    }

    @Test
    void R16_the_entity_limit_alone_blocks_with_its_text_also_who_has_a_decision_that_allows() {
        entity(DecisionReason.ENTITY_LIMIT_REACHED, DECEMBER, 9);
        assertThat(at(NOVEMBER_25).message())
                .isEqualTo("Your organization has reached its monthly usage limit. Please contact an administrator.");
        allowUser(8);
        Verdict verdict = at(NOVEMBER_25);
        assertThat(verdict.blockedBy()).isEqualTo(BlockedBy.ENTITY);
        assertThat(verdict.reason()).isEqualTo(DecisionReason.ENTITY_LIMIT_REACHED);
        assertThat(verdict.sequence()).isEqualTo(9);
    }

    @Test
    void R16_both_block_with_the_text_of_the_role_limit_until_both_have_let_go() {
        user(DecisionReason.USER_LIMIT_REACHED, DECEMBER, 7);
        entity(DecisionReason.ENTITY_LIMIT_ZERO, Verdict.NEVER, 9);
        Verdict verdict = at(NOVEMBER_25);
        assertThat(verdict.blockedBy()).isEqualTo(BlockedBy.BOTH);
        assertThat(verdict.reason()).isEqualTo(DecisionReason.USER_LIMIT_REACHED);
        assertThat(verdict.message())
                .isEqualTo("You have reached your monthly usage limit. Please contact an administrator.");
        assertThat(verdict.resetsAt()).isNull();
        assertThat(verdict.sequence()).isEqualTo(7);
    }

    @Test
    void R10_a_block_ends_with_the_month_to_the_millisecond() {
        user(DecisionReason.USER_LIMIT_REACHED, DECEMBER, 7);
        assertThat(at(DECEMBER - 1).allowed()).isFalse();
        Verdict after = at(DECEMBER);
        assertThat(after.allowed()).isTrue();
        assertThat(after.blockedBy()).isEqualTo(BlockedBy.NONE);
        assertThat(after.reason()).isEqualTo(DecisionReason.MONTH_TURN);
        assertThat(after.resetsAt()).isNull();
        assertThat(after.sequence()).isEqualTo(7);
        // A clock that was set back: what is true is told by the clock, never by what was answered before.
        assertThat(at(DECEMBER - 1).allowed()).isFalse();
    }

    @Test
    void R10_of_two_blocks_each_ends_by_itself() {
        user(DecisionReason.USER_LIMIT_ZERO, Verdict.NEVER, 7);
        entity(DecisionReason.ENTITY_LIMIT_REACHED, DECEMBER, 9);
        assertThat(at(DECEMBER - 1).blockedBy()).isEqualTo(BlockedBy.BOTH);
        assertThat(at(DECEMBER).blockedBy()).isEqualTo(BlockedBy.USER);
        assertThat(at(DECEMBER * 2).resetsAt()).isNull();
    }

    @Test
    void an_older_decision_that_is_read_later_changes_nothing() {
        user(DecisionReason.USER_LIMIT_REACHED, DECEMBER, 7);
        allowUser(6);
        assertThat(at(NOVEMBER_25).allowed()).isFalse();
        allowUser(8);
        assertThat(at(NOVEMBER_25).allowed()).isTrue();
    }

    @Test
    void one_who_is_removed_is_not_known_any_more() {
        user(DecisionReason.USER_LIMIT_REACHED, DECEMBER, 7);
        entity(DecisionReason.ENTITY_LIMIT_REACHED, DECEMBER, 9);
        decisions.remove(new DecisionKey("acme", "ann"));
        assertThat(at(NOVEMBER_25).blockedBy()).isEqualTo(BlockedBy.ENTITY);
        decisions.remove(new DecisionKey("acme", null));
        assertThat(at(NOVEMBER_25).sequence()).isEqualTo(Verdict.NO_SEQUENCE);
    }

    @Test
    void others_are_not_touched() {
        user(DecisionReason.USER_LIMIT_REACHED, DECEMBER, 7);
        assertThat(decisions.verdict("acme", "bob", NOVEMBER_25).allowed()).isTrue();
        assertThat(decisions.verdict("globex", "ann", NOVEMBER_25).allowed()).isTrue();
    }

    @Test
    void what_is_no_id_is_refused_by_name() {
        for (String id : new String[] {"", "a/b", "a b", "\u00e4", "\u0101", "a\n", "x".repeat(256)}) {
            assertThatThrownBy(() -> decisions.verdict(id, "ann", 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("entityId is");
            assertThatThrownBy(() -> decisions.verdict("acme", id, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("userId is");
        }
        assertThat(decisions.verdict("x".repeat(255), "!~", 0).allowed()).isTrue();
    }

    @Test
    void when_unsure_each_choice_does_what_it_says() {
        Verdict allowed = at(NOVEMBER_25);
        user(DecisionReason.USER_LIMIT_REACHED, DECEMBER, 7);
        Verdict blocked = at(NOVEMBER_25);
        expect(WhenUnsure.KEEP_BLOCKS.answer(allowed), BlockedBy.NONE, Verdict.NO_SEQUENCE);
        expect(WhenUnsure.KEEP_BLOCKS.answer(blocked), BlockedBy.USER, 7);
        expect(WhenUnsure.REFUSE.answer(allowed), BlockedBy.UNVERIFIED, Verdict.NO_SEQUENCE);
        expect(WhenUnsure.REFUSE.answer(blocked), BlockedBy.USER, 7);
        expect(WhenUnsure.ALLOW.answer(allowed), BlockedBy.NONE, Verdict.NO_SEQUENCE);
        expect(WhenUnsure.ALLOW.answer(blocked), BlockedBy.NONE, Verdict.NO_SEQUENCE);
    }

    private static void expect(Verdict answer, BlockedBy by, long sequence) {
        assertThat(answer.unsure()).isTrue();
        assertThat(answer.blockedBy()).isEqualTo(by);
        assertThat(answer.sequence()).isEqualTo(sequence);
        assertThat(answer.message()).isEqualTo(by.message());
    }

    private Verdict at(long millis) {
        return decisions.verdict("acme", "ann", millis);
    }

    private void user(DecisionReason reason, long until, long sequence) {
        put("ann", true, reason, until, sequence);
    }

    private void allowUser(long sequence) {
        put("ann", false, DecisionReason.LIMIT_RAISED, Verdict.NEVER, sequence);
    }

    private void entity(DecisionReason reason, long until, long sequence) {
        put(null, true, reason, until, sequence);
    }

    private void put(@Nullable String user, boolean blocks, DecisionReason reason, long until, long sequence) {
        decisions.put(new DecisionKey("acme", user), new DecisionFacts(blocks, reason, sequence, NOVEMBER_25, until));
    }
}
