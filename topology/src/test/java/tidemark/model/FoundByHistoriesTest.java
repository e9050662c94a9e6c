package tidemark.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tidemark.ledger.Account;
import tidemark.ledger.Answer;
import tidemark.ledger.Command;
import tidemark.ledger.Limit;
import tidemark.ledger.MonthTotal;
import tidemark.ledger.Outcome;
import tidemark.ledger.RecentEvents;
import tidemark.ledger.Step;

/** What random histories once found, kept as short tales. */
class FoundByHistoriesTest {

    private static final String ANN = "acme/ann";
    private static final long NOON = Instant.parse("2026-11-20T12:00:00Z").toEpochMilli();
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final List<Act> history = new ArrayList<>();
    private final StoredWorld world = new StoredWorld(Judge.ledger());

    @Test
    void R4_a_role_that_came_and_went_unseen_hands_on_its_waiting_member() {
        change(Act.RoleChanged.Kind.CREATE, "ops", Limit.ZERO, null);
        tell(new Command.Assign("c1", "dev"), NOON);
        change(Act.RoleChanged.Kind.CREATE, "dev", Limit.NONE, null);
        change(Act.RoleChanged.Kind.DELETE, "dev", Limit.NONE, "ops");
        tell(new Command.Touch(), NOON);

        assertThat(ann().roleId()).isEqualTo("ops");
        assertThat(ann().pendingRoleId()).isNull();
        assertThat(ann().answer()).isEqualTo(Answer.BLOCK_UNTIL_CHANGED);
        assertThatTheModelAgrees();
    }

    @Test
    void R4_a_role_that_came_and_went_and_came_again_unseen_has_no_member() {
        tell(new Command.Assign("c1", "dev"), NOON);
        change(Act.RoleChanged.Kind.CREATE, "dev", Limit.NONE, null);
        change(Act.RoleChanged.Kind.DELETE, "dev", Limit.NONE, null);
        change(Act.RoleChanged.Kind.CREATE, "dev", Limit.ZERO, null);
        tell(new Command.Touch(), NOON);

        assertThat(ann().roleId()).isNull();
        assertThat(ann().pendingRoleId()).isNull();
        assertThatTheModelAgrees();
    }

    @Test
    void R4_an_assignment_to_a_deleted_role_waits_for_its_next_life_only() {
        change(Act.RoleChanged.Kind.CREATE, "ops", Limit.ZERO, null);
        change(Act.RoleChanged.Kind.CREATE, "dev", Limit.NONE, null);
        change(Act.RoleChanged.Kind.DELETE, "dev", Limit.NONE, "ops");
        tell(new Command.Assign("c1", "dev"), NOON);
        assertThat(ann().pendingRoleId()).isEqualTo("dev");

        change(Act.RoleChanged.Kind.CREATE, "dev", Limit.of(5), null);
        tell(new Command.Touch(), NOON);

        assertThat(ann().roleId()).isEqualTo("dev");
        assertThat(ann().roleVersion()).isEqualTo(3);
        assertThatTheModelAgrees();
    }

    @Test
    void R11_an_assignment_amid_a_long_backlog_does_not_make_an_event_forgotten() {
        long arrived = NOON - 10 * DAY;
        for (int i = 0; i < RecentEvents.CAPACITY; i++) {
            tell(usage("e" + i, arrived + i, 1), NOON);
        }
        tell(new Command.Assign("c1", "dev"), NOON);

        Step retry = tell(usage("e0", arrived + DAY, 1), NOON);

        assertThat(retry.outcome().kind()).isEqualTo(Outcome.Kind.DUPLICATE);
        assertThatTheModelAgrees();
    }

    @Test
    void R14_usage_in_flight_at_the_month_turn_met_the_block_of_the_month_that_is_over() {
        long turn = Instant.parse("2026-12-01T00:00:00Z").toEpochMilli();
        change(Act.RoleChanged.Kind.CREATE, "dev", Limit.of(5), null);
        tell(new Command.Assign("c1", "dev"), NOON);
        tell(usage("e1", NOON, 7), NOON);
        tell(usage("e2", turn - 1, 2), turn + 10);
        tell(usage("e3", turn - 1, 3), turn + 11);

        MonthTotal november = world.lookup(ANN).months().get(0);
        assertThat(november.used()).isEqualTo(12);
        assertThat(november.usedWhileBlocked()).isEqualTo(5);
        assertThat(ann().usedWhileBlocked()).isZero();
        assertThatTheModelAgrees();
    }

    private static Command usage(String id, long arrival, long micros) {
        return new Command.Charge(null, id, arrival, arrival, micros, null);
    }

    private Step tell(Command command, long now) {
        Act.Told told = new Act.Told(ANN, command, now);
        history.add(told);
        return Objects.requireNonNull(world.play(told));
    }

    private void change(Act.RoleChanged.Kind kind, String role, Limit limit, @Nullable String other) {
        Act act = new Act.RoleChanged("acme", "r" + history.size(), kind, role, limit, other, NOON);
        history.add(act);
        world.play(act);
    }

    private Account ann() {
        return Objects.requireNonNull(world.row(ANN));
    }

    private void assertThatTheModelAgrees() {
        assertThat(new Referee(Judge.ledger()).faultIn(history)).isNull();
    }
}
