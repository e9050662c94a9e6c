package tidemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.ledger.LedgerSpec.given;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nothing is forgotten that anybody could ask for or that a rule still needs. */
class ForgettableTest {

    private static final Duration HORIZON = Duration.ofDays(7).plusHours(1);

    @Test
    void an_account_of_which_nothing_is_left_is_forgettable() {
        assertThat(given().touched().isForgettable()).isTrue();
    }

    @Test
    void an_account_that_holds_a_role_is_not() {
        LedgerSpec spec = given().role("r", 100)
                .assigned("r")
                .after(HORIZON.plusMinutes(2))
                .touched();
        assertThat(spec.isForgettable()).isFalse();
        assertThat(spec.unassigned().after(HORIZON.plusMinutes(2)).isForgettable())
                .isTrue();
    }

    @Test
    void an_account_that_waits_for_a_role_is_not() {
        LedgerSpec spec =
                given().assigned("later").after(HORIZON.plusMinutes(2)).touched();
        assertThat(spec.isForgettable()).isFalse();
    }

    @Test
    void an_account_with_usage_this_month_is_not() {
        LedgerSpec spec = given().clock("2026-11-01T00:00:00Z")
                .used(5)
                .after(HORIZON.plusMinutes(2))
                .touched();
        assertThat(spec.isForgettable()).isFalse();
    }

    @Test
    void an_account_whose_usage_of_this_month_came_to_nothing_is_not() {
        LedgerSpec spec = given().clock("2026-11-01T00:00:00Z")
                .used(5)
                .used(-5)
                .after(HORIZON.plusMinutes(2))
                .touched();
        assertThat(spec.isForgettable()).isFalse();
    }

    @Test
    void an_account_with_a_kept_month_is_not_until_that_is_dropped() {
        LedgerSpec spec = given().used(5).clock("2026-12-15T00:00:00Z").touched();
        assertThat(spec.isForgettable()).isFalse();
        assertThat(spec.monthsDropped().isForgettable()).isTrue();
    }

    @Test
    void an_account_that_remembers_an_event_or_a_change_is_not() {
        LedgerSpec spec = given().assigned("change", null);
        assertThat(spec.isForgettable()).isFalse();
        assertThat(spec.after(HORIZON).isForgettable()).isFalse();
        assertThat(spec.after(Duration.ofMinutes(2)).isForgettable()).isTrue();
    }

    @Test
    void an_account_that_remembers_a_newer_event_behind_an_expired_one_is_not() {
        LedgerSpec spec = given().assigned("change", null).after(HORIZON).assigned("another", null);
        assertThat(spec.after(Duration.ofMinutes(2)).isForgettable()).isFalse();
    }

    @Test
    void an_account_with_a_spilled_event_that_is_still_needed_is_not() {
        LedgerSpec spec = given();
        IntStream.range(0, 9).forEach(i -> spec.assigned("change" + i, null));
        spec.clock("2026-11-15T11:00:00Z");
        IntStream.range(0, 8).forEach(i -> spec.assigned("earlier" + i, null));
        spec.clock("2026-11-15T12:00:00Z").after(HORIZON.plusMinutes(1));
        assertThat(spec.isForgettable()).isFalse();
        assertThat(spec.after(Duration.ofMinutes(1)).isForgettable()).isTrue();
    }

    @Test
    void an_account_that_is_blocked_is_not() {
        Account blocked = new Account(
                Period.parse("2026-11"),
                0,
                0,
                0,
                Level.NONE,
                Answer.BLOCK_UNTIL_CHANGED,
                1,
                null,
                0,
                null,
                0,
                Limit.NONE,
                RecentEvents.NONE,
                0,
                0);
        Ledger ledger = new Ledger(Policy.DEFAULT);
        assertThat(ledger.isForgettable(blocked, false, LedgerSpec.millis("2027-01-01T00:00:00Z")))
                .isFalse();
    }
}
