package tidemark.topology.queries;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tidemark.ledger.Account;
import tidemark.ledger.AccountId;
import tidemark.ledger.Answer;
import tidemark.ledger.Ledger;
import tidemark.ledger.Level;
import tidemark.ledger.Limit;
import tidemark.ledger.Lookup;
import tidemark.ledger.MonthTotal;
import tidemark.ledger.Period;
import tidemark.ledger.Policy;
import tidemark.ledger.RecentEvents;
import tidemark.ledger.RememberedEvent;
import tidemark.ledger.RoleTerms;

/** An account is shown as it would stand if something touched it at the moment of the question. */
class UsageViewsTest {

    private static final AccountId BOB = new AccountId("acme", "bob");
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:00Z");
    private static final Period NOVEMBER = Period.parse("2026-11");

    private final UsageViews views = new UsageViews(new Ledger(Policy.DEFAULT), 13);
    private final Map<Period, MonthTotal> months = new HashMap<>();
    private final Map<String, RoleTerms> roles = new HashMap<>();

    private final Lookup lookup = new Lookup() {
        @Override
        public @Nullable RoleTerms role(String roleId) {
            return roles.get(roleId);
        }

        @Override
        public @Nullable MonthTotal month(Period period) {
            return months.get(period);
        }

        @Override
        public @Nullable RememberedEvent spilled(long fingerprint, int fromMinute, int toMinute) {
            throw new AssertionError("a question remembers nothing");
        }
    };

    UsageViewsTest() {
        roles.put("writer", terms(1, Limit.of(100)));
    }

    @Test
    void an_unknown_account_has_zeros() {
        UsageView view = views.view(BOB, null, lookup, null, NOW);

        assertThat(view)
                .isEqualTo(new UsageView(
                        BOB, NOVEMBER, 0, Limit.NONE, 0, 0, Level.NONE, false, null, null, null, DECEMBER, NOW));
    }

    @Test
    void a_known_account_is_shown_as_it_stands() {
        UsageView view = views.view(BOB, blocked(), lookup, null, NOW);

        assertThat(view)
                .isEqualTo(new UsageView(
                        BOB,
                        NOVEMBER,
                        120,
                        Limit.of(100),
                        20,
                        3,
                        Level.EXCEEDED,
                        true,
                        "writer",
                        1L,
                        "later",
                        DECEMBER,
                        NOW));
    }

    @Test
    void R9_a_changed_limit_shows_before_the_walk_has_come() {
        roles.put("writer", terms(2, Limit.of(1_000)));

        UsageView view = views.view(BOB, blocked(), lookup, null, NOW);

        assertThat(view.limit()).isEqualTo(Limit.of(1_000));
        assertThat(view.roleVersion()).isEqualTo(2);
        assertThat(view.blocked()).isFalse();
        assertThat(view.level()).isEqualTo(Level.NONE);
    }

    @Test
    void R10_the_month_has_turned_for_whoever_asks_although_nothing_touched_the_account() {
        UsageView current = views.view(BOB, blocked(), lookup, null, DECEMBER);
        UsageView past = views.view(BOB, blocked(), lookup, NOVEMBER, DECEMBER);

        assertThat(current.period()).isEqualTo(Period.parse("2026-12"));
        assertThat(current.used()).isZero();
        assertThat(current.blocked()).isFalse();
        assertThat(past.used()).isEqualTo(120);
        assertThat(past.usedWhileBlocked()).isEqualTo(20);
        assertThat(past.blocked()).isTrue();
        assertThat(past.level()).isEqualTo(Level.EXCEEDED);
        assertThat(past.pendingRoleId()).isNull();
        assertThat(past.resetsAt()).isEqualTo(DECEMBER);
    }

    @Test
    void every_month_is_the_current_one_and_those_of_which_something_is_kept_newest_first() {
        Period july = Period.parse("2026-07");
        Period longAgo = Period.parse("2025-10");
        months.put(july, new MonthTotal(july, 80, 0, 4, Limit.of(100), "old", 9));
        months.put(longAgo, new MonthTotal(longAgo, 80, 0, 4, Limit.of(100), "old", 9));

        assertThat(views.everyMonth(BOB, blocked(), lookup, DECEMBER))
                .containsExactly(
                        views.view(BOB, blocked(), lookup, null, DECEMBER),
                        views.view(BOB, blocked(), lookup, NOVEMBER, DECEMBER),
                        views.view(BOB, blocked(), lookup, july, DECEMBER));
        assertThat(views.everyMonth(BOB, Account.opened(NOVEMBER), lookup, DECEMBER))
                .extracting(UsageView::period)
                .containsExactly(Period.parse("2026-12"), july);
        assertThat(views.everyMonth(BOB, null, lookup, Instant.parse("1970-01-05T00:00:00Z")))
                .hasSize(1);
    }

    @Test
    void a_past_month_comes_from_what_was_kept() {
        Period july = Period.parse("2026-07");
        months.put(july, new MonthTotal(july, 80, 0, 4, Limit.of(100), "old", 9));

        UsageView view = views.view(BOB, blocked(), lookup, july, NOW);

        assertThat(view.used()).isEqualTo(80);
        assertThat(view.level()).isEqualTo(Level.WARNED);
        assertThat(view.blocked()).isFalse();
        assertThat(view.roleId()).isEqualTo("old");
        assertThat(view.roleVersion()).isEqualTo(9);
    }

    @Test
    void a_month_no_longer_kept_and_a_future_one_have_zeros() {
        Period old = Period.parse("2025-09");
        months.put(old, new MonthTotal(old, 80, 0, 4, Limit.NONE, null, 0));

        assertThat(views.view(BOB, blocked(), lookup, old, NOW).used()).isZero();
        assertThat(views.view(BOB, blocked(), lookup, old.plus(1), NOW).used()).isZero();
        UsageView future = views.view(BOB, blocked(), lookup, NOVEMBER.plus(1), NOW);
        assertThat(future.used()).isZero();
        assertThat(future.blocked()).isFalse();
    }

    @Test
    void the_oldest_month_kept_is_shown() {
        Period oldest = Period.parse("2025-10");
        months.put(oldest, new MonthTotal(oldest, 80, 0, 4, Limit.NONE, null, 0));

        assertThat(views.view(BOB, null, lookup, oldest, NOW).used()).isEqualTo(80);
    }

    @Test
    void R2_a_zero_limit_never_resets() {
        roles.put("writer", terms(2, Limit.ZERO));

        UsageView view = views.view(BOB, blocked(), lookup, null, NOW);

        assertThat(view.blocked()).isTrue();
        assertThat(view.resetsAt()).isNull();
    }

    private static RoleTerms terms(long version, Limit limit) {
        return new RoleTerms("writer", version, true, limit, "c" + version, List.of());
    }

    private static Account blocked() {
        return new Account(
                NOVEMBER,
                120,
                20,
                3,
                Level.EXCEEDED,
                Answer.BLOCK_UNTIL_MONTH_END,
                7,
                "writer",
                1,
                "later",
                0,
                Limit.of(100),
                RecentEvents.NONE,
                0,
                0);
    }
}
