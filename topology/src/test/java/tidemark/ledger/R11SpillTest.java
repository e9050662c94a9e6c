package tidemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static tidemark.ledger.LedgerSpec.given;
import static tidemark.ledger.LedgerSpec.millis;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R11 beyond what fits into the account's row: events spill to a store and are still recognised there. */
class R11SpillTest {

    private static final Duration HORIZON = Duration.ofDays(7).plusHours(1);
    private static final long START = millis("2026-11-15T12:00:00Z");
    private static final int START_MINUTE = RememberedEvent.minuteOf(START);

    private static LedgerSpec full() {
        LedgerSpec spec = given();
        IntStream.range(0, RecentEvents.CAPACITY).forEach(i -> spec.used("e" + i, 1));
        return spec;
    }

    @Test
    void r11_as_many_as_fit_spill_nothing() {
        LedgerSpec spec = given().when();
        IntStream.range(0, RecentEvents.CAPACITY).forEach(i -> spec.used("e" + i, 1));
        spec.thenNothing();
        assertThat(spec.account().recent().size()).isEqualTo(RecentEvents.CAPACITY);
        assertThat(spec.account().spilledMinute()).isZero();
    }

    @Test
    void r11_one_more_spills_all_of_them() {
        LedgerSpec spec = full().when().used("more", 1).then("spilled 8");
        assertThat(spec.account().recent().size()).isEqualTo(1);
        assertThat(spec.account().spilledMinute()).isEqualTo(START_MINUTE);
        assertThat(spec.account().recent().find(Fingerprint.ofEvent(null, "e7")))
                .isNull();
        assertThat(spec.account().recent().find(Fingerprint.ofEvent(null, "more")))
                .isNotNull();
    }

    @Test
    void r11_a_spilled_event_is_recognised() {
        LedgerSpec spec = full();
        IntStream.range(0, 30).forEach(i -> spec.used("more" + i, 1));
        spec.when();
        IntStream.range(0, RecentEvents.CAPACITY)
                .forEach(i -> spec.used("e" + i, 1).duplicate());
        IntStream.range(0, 30).forEach(i -> spec.used("more" + i, 1).duplicate());
        spec.used("e0", 2).rejected(Reason.EVENT_ID_CONFLICT);
        spec.thenNothing().total(38);
    }

    @Test
    void r11_a_spilled_event_is_recognised_up_to_the_edge_of_the_horizon() {
        full().used("more", 1)
                .after(HORIZON)
                .used("e0", 1)
                .duplicate()
                .after(Duration.ofMinutes(2))
                .used("e0", 1)
                .applied();
    }

    @Test
    void r11_a_spilled_event_is_recognised_by_a_retry_that_arrived_before_it() {
        full().used("more", 1).after(Duration.ofDays(-2)).used("e0", 1).duplicate();
    }

    @Test
    void r11_the_horizon_has_one_minute_of_grace_in_the_row_and_in_the_store_alike() {
        full().used("more", 1)
                .after(HORIZON.plusMinutes(1))
                .used("e0", 1)
                .duplicate()
                .used("more", 1)
                .duplicate()
                .after(Duration.ofMinutes(1))
                .used("e0", 1)
                .applied()
                .used("more", 1)
                .applied();
    }

    @Test
    void r11_the_newest_spilled_arrival_is_kept_in_mind() {
        LedgerSpec spec = full().after(Duration.ofMinutes(10)).used("more", 1);
        assertThat(spec.account().spilledMinute()).isEqualTo(START_MINUTE);
        IntStream.range(0, RecentEvents.CAPACITY).forEach(i -> spec.used("later" + i, 1));
        assertThat(spec.account().spilledMinute()).isEqualTo(START_MINUTE + 10);
        spec.after(Duration.ofMinutes(-30));
        IntStream.range(0, 2 * RecentEvents.CAPACITY).forEach(i -> spec.used("earlier" + i, 1));
        assertThat(spec.account().spilledMinute()).isEqualTo(START_MINUTE + 10);
    }

    @Test
    void r11_events_that_have_expired_make_room_without_a_trace() {
        LedgerSpec spec =
                full().after(HORIZON.plusMinutes(2)).when().used("more", 1).thenNothing();
        assertThat(spec.account().recent().size()).isEqualTo(1);
        assertThat(spec.account().spilledMinute()).isZero();
    }

    @Test
    void r11_events_on_the_edge_of_the_horizon_spill() {
        full().after(HORIZON).when().used("more", 1).then("spilled 8");
    }

    @Test
    void r11_only_those_spill_that_a_retry_may_still_meet() {
        LedgerSpec spec = given();
        IntStream.range(0, 5).forEach(i -> spec.used("e" + i, 1));
        spec.after(Duration.ofMinutes(10));
        IntStream.range(5, RecentEvents.CAPACITY).forEach(i -> spec.used("e" + i, 1));
        spec.after(HORIZON.minusMinutes(5)).when().used("more", 1).then("spilled 3");
        assertThat(spec.account().spilledMinute()).isEqualTo(START_MINUTE + 10);
        spec.used("e5", 1).duplicate().used("e4", 1).applied();
    }

    @Test
    void r11_a_change_takes_room_as_an_event_does() {
        full().when()
                .assigned("change", "later")
                .then("spilled 8")
                .used("e0", 1)
                .duplicate();
    }

    @Test
    void r11_a_change_far_ahead_of_a_backlog_does_not_displace_an_event_whose_retry_is_still_to_come() {
        full().after(HORIZON.plusDays(30))
                .when()
                .assigned("change", "later")
                .then("kept 2026-11: 8", "spilled 8")
                .decide(new Command.Charge(null, "e0", START + 1000, START + 1000, 1, null))
                .duplicate();
    }

    @Test
    void r11_a_spilled_change_is_recognised() {
        LedgerSpec spec = given().role("a", 100).assigned("change", "a").unassigned();
        IntStream.range(0, RecentEvents.CAPACITY).forEach(i -> spec.used("e" + i, 1));
        spec.when().assigned("change", "a").duplicate().thenNothing().holds("none", "none");
        spec.assigned("change", "b").rejected(Reason.CHANGE_ID_CONFLICT);
    }

    @Test
    void r11_a_retry_spills_nothing() {
        full().when().used("e0", 1).duplicate().used("e0", 2).thenNothing();
    }

    @Test
    void r11_a_fresh_account_does_not_ask_the_store() {
        Lookup refusing = new Lookup() {
            @Override
            public RoleTerms role(String roleId) {
                throw new AssertionError("asked for a role");
            }

            @Override
            public MonthTotal month(Period period) {
                throw new AssertionError("asked for a month");
            }

            @Override
            public RememberedEvent spilled(long fingerprint, int fromMinute, int toMinute) {
                throw new AssertionError("asked for spilled events");
            }
        };
        long now = millis("2026-11-15T12:00:00Z");
        Step step = new Ledger(Policy.DEFAULT)
                .decide(null, new Command.Charge(null, "e", now, now, 1, null), refusing, now);
        assertThat(step.outcome()).isEqualTo(Outcome.APPLIED);
    }

    @Test
    void r11_the_packed_form_reads_back() {
        RecentEvents recent = full().account().recent();
        RecentEvents read = RecentEvents.ofPacked(recent.packed().clone());
        assertThat(read).isEqualTo(recent).hasSameHashCodeAs(recent).hasToString("8 recent events");
        assertThat(read.hashCode()).isNotEqualTo(RecentEvents.NONE.hashCode());
        assertThat(RecentEvents.NONE.hashCode()).isNotZero();
        assertThat(read).isNotEqualTo(RecentEvents.NONE).isNotEqualTo("8 recent events");
        assertThat(RecentEvents.ofPacked(new byte[0])).isSameAs(RecentEvents.NONE);
        assertThat(read.find(Fingerprint.ofEvent(null, "e3")))
                .isEqualTo(new RememberedEvent(
                        Fingerprint.ofEvent(null, "e3"), Long.hashCode(0x9E3779B97F4A7C15L), START_MINUTE));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 17, 16 * (RecentEvents.CAPACITY + 1)})
    void r11_a_packed_form_of_another_size_is_refused(int size) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecentEvents.ofPacked(new byte[size]))
                .withMessageContaining("0.." + RecentEvents.CAPACITY);
    }
}
