package tidemark.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidemark.events.BlockDecision;
import tidemark.events.Cause;
import tidemark.events.ChangeOutcome;
import tidemark.events.ChangeResult;
import tidemark.events.Decision;
import tidemark.events.DecisionReason;
import tidemark.ledger.Limit;

/** R9: a change of a role reaches everybody who holds or awaits it, in slices, each once. */
class FanOutTest extends OnCreditDriver {

    private static final Duration SLICE = Duration.ofMillis(1);

    @BeforeEach
    void prepare() {
        driver.create("writer", 100L);
    }

    @Test
    void R9_5000_idle_members_flip_once_with_each_change_of_the_limit() {
        members(5_000);

        driver.limit("writer", 40L);
        assertThat(driver.isSilent())
                .as("nobody is visited while the change is taken")
                .isTrue();
        int slices = driver.settle();

        assertThat(slices).isGreaterThan(2);
        everybodyOnce(5_000, Decision.BLOCK);
        assertThat(driver.warnings()).hasSize(5_000);
        assertThat(driver.exceeded()).hasSize(5_000);
        driver.limit("writer", 100L);
        driver.settle();
        everybodyOnce(5_000, Decision.ALLOW);
        assertThat(driver.warnings()).isEmpty();
        assertThat(driver.exceeded()).isEmpty();
    }

    @Test
    void R9_usage_in_the_midst_of_a_walk_is_judged_by_the_new_limit() {
        members(1_000);
        ChangeResult lowered = driver.limit("writer", 40L);
        driver.advance(SLICE);
        String waiting = unvisited(1_000);
        driver.forgetOutputs();

        driver.use(waiting, 1);

        BlockDecision block = driver.decisions().get(0);
        assertThat(block.getUserId()).isEqualTo(waiting);
        assertThat(block.getLimitMicros()).isEqualTo(40);
        assertThat(block.getCausedBy()).isEqualTo(lowered.getChangeId());
        assertThat(driver.account(waiting).usedWhileBlocked()).isEqualTo(1);
        driver.settle();
        assertThat(driver.decisions()).extracting(BlockDecision::getUserId).doesNotContain(waiting);
    }

    @Test
    void R9_a_second_change_in_the_midst_says_nothing_of_the_version_that_was_skipped() {
        members(1_000);
        driver.limit("writer", 40L);
        driver.advance(SLICE);
        unvisited(1_000);
        List<BlockDecision> blocks = driver.decisions();
        assertThat(blocks).extracting(BlockDecision::getDecision).containsOnly(Decision.BLOCK);

        driver.limit("writer", 100L);
        driver.settle();

        List<BlockDecision> allows = driver.decisions();
        assertThat(allows).extracting(BlockDecision::getDecision).containsOnly(Decision.ALLOW);
        assertThat(allows)
                .extracting(BlockDecision::getUserId)
                .containsExactlyInAnyOrderElementsOf(
                        blocks.stream().map(BlockDecision::getUserId).toList());
        assertThat(driver.account(member(0)).roleVersion()).isEqualTo(3);
        assertThat(driver.account(member(999)).roleVersion()).isEqualTo(3);
    }

    @Test
    void R9_a_walk_goes_on_after_a_kill_where_it_stood() {
        members(1_000);
        driver.limit("writer", 40L);
        driver.advance(SLICE);
        String waiting = unvisited(1_000);
        List<BlockDecision> all = new ArrayList<>(driver.decisions());
        assertThat(all).isNotEmpty().hasSizeLessThan(1_000);

        driver.restart();
        driver.settle();

        all.addAll(driver.decisions());
        assertThat(all).hasSize(1_000).extracting(BlockDecision::getUserId).doesNotHaveDuplicates();
        assertThat(driver.account(waiting).limit()).isEqualTo(Limit.of(40));
        assertThat(driver.walks()).isEmpty();
    }

    @Test
    void R9_two_walks_take_turns() {
        members(1_000);
        driver.create("reader", 100L);
        driver.assign("zoe", "reader");
        driver.use("zoe", 50);
        driver.limit("writer", 40L);
        driver.limit("reader", 40L);
        driver.forgetOutputs();

        driver.advance(SLICE);
        driver.advance(SLICE);

        assertThat(driver.walks()).containsExactly("walk:role:acme/writer");
        assertThat(driver.decisions()).extracting(BlockDecision::getUserId).contains("zoe");
    }

    @Test
    void R9_an_unchanged_limit_evaluates_nobody_again() {
        members(3);

        driver.limit("writer", 100L);
        driver.limit("unknown", 1L);

        assertThat(driver.walks()).isEmpty();
        assertThat(driver.isSilent()).isTrue();
    }

    @Test
    void R9_a_role_whose_id_begins_like_another_does_not_concern_its_members() {
        driver.create("write", 100L);
        driver.create("writer2", 100L);
        members(3);

        driver.limit("write", 40L);
        driver.limit("writer2", 40L);
        driver.settle();

        assertThat(driver.isSilent()).isTrue();
    }

    @Test
    void R4_members_of_a_deleted_role_move_where_it_says() {
        driver.create("small", 40L);
        members(200);

        ChangeResult deleted = driver.delete("writer", "small");
        driver.settle();

        List<BlockDecision> blocks = everybodyOnce(200, Decision.BLOCK);
        assertThat(blocks.get(0).getCause()).isEqualTo(Cause.ROLE_DELETED);
        assertThat(blocks.get(0).getCausedBy()).isEqualTo(deleted.getChangeId());
        assertThat(blocks.get(0).getRoleId()).isEqualTo("small");
        driver.limit("small", 1_000L);
        driver.settle();
        everybodyOnce(200, Decision.ALLOW);
    }

    @Test
    void R4_members_of_a_deleted_role_have_none_where_it_says_nothing() {
        members(20);
        driver.limit("writer", 40L);
        driver.settle();
        driver.forgetOutputs();

        driver.delete("writer", null);
        driver.settle();

        List<BlockDecision> allows = everybodyOnce(20, Decision.ALLOW);
        assertThat(allows).extracting(BlockDecision::getReason).containsOnly(DecisionReason.ROLE_CHANGED);
        assertThat(driver.account(member(7)).roleId()).isNull();
        assertThat(driver.account(member(7)).used()).isEqualTo(50);
        assertThat(driver.rows("role-members")).isEmpty();
    }

    @Test
    void R4_a_role_created_again_under_its_id_does_not_get_its_members_back() {
        members(20);

        driver.delete("writer", null);
        ChangeResult again = driver.create("writer", 10L);
        driver.settle();

        assertThat(again.getVersion()).isEqualTo(3);
        assertThat(driver.isSilent()).isTrue();
        assertThat(driver.account(member(7)).roleId()).isNull();
        driver.assign(member(7), "writer");
        assertThat(driver.decisions()).hasSize(1);
    }

    @Test
    void R4_an_assignment_waits_for_its_role_and_the_former_one_stays() {
        driver.assign("bob", "writer");
        driver.use("bob", 50);

        ChangeResult pending = driver.assign("bob", "later");

        assertThat(pending.getOutcome()).isEqualTo(ChangeOutcome.ACCEPTED);
        assertThat(pending.getReason()).isEqualTo("ROLE_PENDING");
        assertThat(pending.getDetail())
                .isEqualTo("Role 'later' is not known yet; the assignment waits for it"
                        + " and the former role stays in force.");
        assertThat(driver.account("bob").roleId()).isEqualTo("writer");
        assertThat(driver.account("bob").pendingRoleId()).isEqualTo("later");

        driver.limit("writer", 50L);
        driver.settle();
        assertThat(driver.decisions()).hasSize(1);

        ChangeResult created = driver.create("later", 10L);
        driver.settle();
        assertThat(driver.account("bob").roleId()).isEqualTo("later");
        assertThat(driver.account("bob").pendingRoleId()).isNull();
        assertThat(driver.account("bob").limit()).isEqualTo(Limit.of(10));
        assertThat(driver.decisions()).as("blocked before and after").isEmpty();
        assertThat(created.getOutcome()).isEqualTo(ChangeOutcome.ACCEPTED);
        assertThat(driver.rows("role-members")).hasSize(1);
    }

    /** That many members with 50 micros used, of 100. */
    private void members(int count) {
        for (int i = 0; i < count; i++) {
            driver.send(driver.assignment(member(i), "writer"));
            driver.use(member(i), 50);
        }
        driver.settle();
        driver.forgetOutputs();
    }

    private static String member(int i) {
        return "user-" + i;
    }

    private String unvisited(int count) {
        return IntStream.range(0, count)
                .mapToObj(FanOutTest::member)
                .filter(user -> driver.account(user).roleVersion() == 1)
                .findFirst()
                .orElseThrow(() -> new AssertionError("everybody was visited in one slice"));
    }

    private List<BlockDecision> everybodyOnce(int count, Decision decision) {
        List<BlockDecision> decisions = driver.decisions();
        assertThat(decisions).hasSize(count);
        assertThat(decisions).extracting(BlockDecision::getUserId).doesNotHaveDuplicates();
        assertThat(decisions).extracting(BlockDecision::getDecision).containsOnly(decision);
        assertThat(driver.history()).containsExactlyElementsOf(decisions);
        return decisions;
    }
}
