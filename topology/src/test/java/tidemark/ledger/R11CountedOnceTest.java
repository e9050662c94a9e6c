package tidemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.ledger.LedgerSpec.given;
import static tidemark.ledger.LedgerSpec.millis;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidemark.ledger.Command.Charge;

/** R11: an event or a change counts once within the dedupe horizon. */
class R11CountedOnceTest {

    private static final Duration HORIZON = Duration.ofDays(7).plusHours(1);
    private static final long START = millis("2026-11-15T12:00:00Z");

    private static Charge charge(@Nullable String source, String id, long at, long micros) {
        return new Charge(source, id, at, at, micros, null);
    }

    @Test
    void r11_the_same_event_again_counts_once() {
        given().used("e", 10).used("e", 10).duplicate().total(10).events(1);
    }

    @Test
    void r11_a_retry_that_re_stamps_occurred_at_is_the_same_event() {
        given().used("e", 10)
                .when()
                .decide(new Charge(null, "e", START - 86_400_000, START + 1000, 10, "another-operation"))
                .duplicate()
                .thenNothing()
                .total(10);
    }

    @Test
    void r11_a_retry_that_re_stamps_occurred_at_into_another_month_is_the_same_event() {
        given().clock("2026-11-30T23:59:59.999Z")
                .used("e", 10)
                .clock("2026-12-01T00:00:00Z")
                .when()
                .used("e", 10)
                .duplicate()
                .then("kept 2026-11: 10")
                .total(0);
    }

    @ParameterizedTest(name = "{0} micros, then {1}")
    @CsvSource({"10, 11", "10, -10", "1, 0", "0, 1", "3, -3", "9007199254740991, -9007199254740991", "1000000, 1000001"
    })
    void r11_the_same_id_with_another_amount_is_a_conflict(long first, long second) {
        given().used("e", first)
                .when()
                .used("e", second)
                .rejected(Reason.EVENT_ID_CONFLICT, "event_id 'e'", second + " micros")
                .thenNothing()
                .total(first)
                .events(1);
    }

    @Test
    void r11_a_conflict_does_not_displace_what_was_counted() {
        given().used("e", 10).used("e", 11).used("e", 10).duplicate().total(10);
    }

    @Test
    void r11_another_source_with_the_same_id_is_another_event() {
        given().decide(charge("one", "e", START, 10))
                .decide(charge("two", "e", START, 10))
                .applied()
                .decide(charge(null, "e", START, 10))
                .applied()
                .decide(charge("two", "e", START, 10))
                .duplicate()
                .total(30);
    }

    @Test
    void r11_source_and_id_do_not_run_into_each_other() {
        given().decide(charge("ab", "c", START, 10))
                .decide(charge("a", "bc", START, 10))
                .applied()
                .decide(charge(null, "abc", START, 10))
                .applied()
                .total(30);
    }

    @Test
    void r11_the_same_id_on_two_accounts_counts_on_each() {
        LedgerSpec one = given().used("e", 10);
        LedgerSpec other = given().used("e", 10);
        one.applied().total(10);
        other.applied().total(10);
    }

    @Test
    void r11_retry_after_a_correction_counts_nothing() {
        given().role("r", 100)
                .assigned("r")
                .used("e", 100)
                .used("refund", -100)
                .when()
                .used("e", 100)
                .duplicate()
                .used("refund", -100)
                .duplicate()
                .thenNothing()
                .total(0)
                .events(2);
    }

    @Test
    void r11_a_late_event_counts_once_too() {
        LedgerSpec spec = given().clock("2026-12-01T06:00:00Z");
        spec.decide(new Charge(null, "e", millis("2026-11-30T06:00:00Z"), millis("2026-12-01T06:00:00Z"), 10, null));
        spec.when();
        spec.decide(new Charge(null, "e", millis("2026-11-30T06:00:00Z"), millis("2026-12-01T07:00:00Z"), 10, null));
        spec.duplicate().thenNothing();
        assertThat(spec.month("2026-11").used()).isEqualTo(10);
    }

    @Test
    void r11_a_retry_at_the_edge_of_the_dedupe_horizon_is_recognised() {
        given().used("e", 10).after(HORIZON).used("e", 10).duplicate().total(10);
    }

    @ParameterizedTest(name = "first at second {0} of its minute, the retry a whole horizon later")
    @CsvSource({"0", "1", "30", "59"})
    void r11_a_retry_at_the_edge_is_recognised_whatever_the_second(int second) {
        given().after(Duration.ofSeconds(second))
                .used("e", 10)
                .after(HORIZON)
                .used("e", 10)
                .duplicate();
    }

    @Test
    void r11_an_event_is_forgotten_soon_after_the_horizon() {
        given().used("e", 10)
                .after(HORIZON.plusMinutes(2))
                .used("e", 10)
                .applied()
                .total(20);
    }

    @Test
    void r11_an_event_of_another_amount_after_the_horizon_is_no_conflict() {
        given().used("e", 10).after(HORIZON.plusMinutes(2)).used("e", 11).applied();
    }

    @Test
    void r11_an_event_counted_again_after_the_horizon_is_remembered_from_then_on() {
        given().used("e", 10)
                .after(HORIZON.plusMinutes(2))
                .used("e", 10)
                .after(HORIZON)
                .used("e", 10)
                .duplicate()
                .total(20);
    }

    @Test
    void r11_the_horizon_runs_from_arrival_not_from_occurrence() {
        Charge late = new Charge(null, "e", START - Duration.ofDays(6).toMillis(), START, 10, null);
        given().decide(late).after(HORIZON).used("e", 10).duplicate();
    }

    @Test
    void r11_a_retry_that_arrived_before_the_first_is_recognised() {
        given().used("e", 10)
                .decide(charge(null, "e", START - Duration.ofDays(2).toMillis(), 10))
                .duplicate()
                .total(10);
    }

    @Test
    void r11_rejected_events_are_not_remembered() {
        given().used("e", Credits.MAX_MICROS + 1)
                .rejected(Reason.AMOUNT_OUT_OF_RANGE)
                .used("e", 10)
                .applied();
        given().used(Credits.MAX_MICROS)
                .used("e", 1)
                .rejected(Reason.TOTAL_OUT_OF_RANGE)
                .used(-1)
                .used("e", 1)
                .applied()
                .total(Credits.MAX_MICROS);
    }

    @Test
    void r11_a_change_id_counts_once() {
        given().role("a", 10)
                .role("b", 20)
                .assigned("change", "a")
                .assigned("other", "b")
                .when()
                .assigned("change", "a")
                .duplicate()
                .thenNothing()
                .holds("b@1", "none");
    }

    @Test
    void r11_a_change_that_changed_nothing_counts_once_too() {
        given().assigned("change", null).unchanged().assigned("change", null).duplicate();
    }

    @ParameterizedTest(name = "{0}, then {1}")
    @CsvSource(
            nullValues = "none",
            value = {"a, b", "a, none", "none, a", "Aa, BB"})
    void r11_the_same_change_id_with_another_role_is_a_conflict(@Nullable String first, @Nullable String second) {
        given().assigned("change", first)
                .when()
                .assigned("change", second)
                .rejected(Reason.CHANGE_ID_CONFLICT, "change_id 'change'", "role_id")
                .thenNothing();
    }

    @Test
    void r11_a_change_is_remembered_by_the_clock_up_to_the_horizon() {
        given().role("a", 10)
                .assigned("change", "a")
                .after(HORIZON)
                .assigned("change", "a")
                .duplicate()
                .after(Duration.ofMinutes(2))
                .assigned("change", "a")
                .unchanged();
    }

    @Test
    void r11_an_event_and_a_change_may_share_an_id() {
        given().role("a", 10)
                .used("id", 5)
                .assigned("id", "a")
                .applied()
                .holds("a@1", "none")
                .total(5);
    }

    @Test
    void r11_fingerprints_tell_events_changes_and_sources_apart() {
        assertThat(Fingerprint.ofEvent(null, "id"))
                .isEqualTo(Fingerprint.ofEvent(null, "id"))
                .isNotEqualTo(Fingerprint.ofEvent(null, "id2"))
                .isNotEqualTo(Fingerprint.ofEvent("s", "id"))
                .isNotEqualTo(Fingerprint.ofChange("id"));
        assertThat(Fingerprint.ofChange("id")).isNotEqualTo(Fingerprint.ofChange("di"));
    }
}
