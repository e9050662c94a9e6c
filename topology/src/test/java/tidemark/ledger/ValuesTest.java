package tidemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids, amounts, settings and terms. */
class ValuesTest {

    @Test
    void an_account_is_written_entity_slash_user() {
        assertThat(AccountId.parse("acme/alice"))
                .isEqualTo(new AccountId("acme", "alice"))
                .hasToString("acme/alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "acme", "/", "acme/", "/alice", "acme/alice/x", "ac me/alice", "acme/al ice"})
    void another_text_is_no_account(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccountId.parse(text))
                .withMessageContaining("entity");
    }

    @Test
    void a_role_is_written_entity_slash_role() {
        assertThat(new RoleId("acme", "analyst")).hasToString("acme/analyst");
        assertThatIllegalArgumentException().isThrownBy(() -> new RoleId("acme", "a/b"));
        assertThatIllegalArgumentException().isThrownBy(() -> new RoleId("", "a"));
    }

    @ParameterizedTest(name = "{0} micros are {1} credits")
    @CsvSource({
        "0, 0",
        "1, 0.000001",
        "2500, 0.0025",
        "1000000, 1",
        "1500000, 1.5",
        "100000000, 100",
        "-1, -0.000001",
        "-20000000, -20",
        "9007199254740991, 9007199254.740991",
    })
    void credits_are_written_in_plain_notation(long micros, String text) {
        assertThat(new Credits(micros)).hasToString(text);
        assertThat(new Credits(micros).inCredits()).isEqualByComparingTo(text);
    }

    @Test
    void credits_of_whole_hundreds_have_no_exponent() {
        assertThat(new Credits(100 * Credits.MICROS).inCredits().scale()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 101, -1})
    void r7_a_warning_percentage_outside_of_1_to_100_is_refused(int percent) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Policy(percent, 0, 0, 0, 1))
                .withMessageContaining("1..100, not " + percent);
    }

    @Test
    void r7_the_ends_of_the_percentage_are_fine() {
        assertThat(new Policy(1, 0, 0, 0, 1).warningPercent()).isEqualTo(1);
        assertThat(new Policy(100, 0, 0, 0, 1).warningPercent()).isEqualTo(100);
    }

    @Test
    void r11_a_dedupe_horizon_below_late_horizon_and_early_tolerance_is_refused() {
        assertThat(new Policy(80, 1000, 500, 1500, 1).dedupeMillis()).isEqualTo(1500);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Policy(80, 1000, 500, 1499, 1))
                .withMessageContaining("PT1.499S")
                .withMessageContaining("PT1.5S");
    }

    @ParameterizedTest(name = "{0} ms are remembered for {1} minutes")
    @CsvSource({"0, 1", "1, 2", "60000, 2", "60001, 3"})
    void r11_the_dedupe_horizon_is_rounded_up(long millis, int minutes) {
        assertThat(new Policy(80, 0, 0, millis, 1).dedupeMinutes()).isEqualTo(minutes);
    }

    @Test
    void r12_negative_horizons_and_no_month_kept_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Policy(80, -1, 0, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Policy(80, 0, -1, 0, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Policy(80, 0, 0, 0, 0))
                .withMessageContaining("0");
    }

    @Test
    void the_defaults_are_those_of_the_rules() {
        assertThat(Policy.DEFAULT).isEqualTo(new Policy(80, 604_800_000, 300_000, 608_400_000, 13));
    }

    @Test
    void r4_the_terms_of_a_deleted_role_have_no_limit() {
        RoleDefinition definition = new RoleDefinition("Analyst", null, RoleType.CUSTOM, Limit.of(5), List.of("ask"));
        RoleTerms.Deletion deletion = new RoleTerms.Deletion(2, "c2", null, 0);
        RoleRecord active = new RoleRecord("r", 3, true, definition, "c3", List.of(deletion));
        RoleRecord deleted = new RoleRecord("r", 2, false, definition, "c2", List.of(deletion));
        assertThat(active.terms()).isEqualTo(new RoleTerms("r", 3, true, Limit.of(5), "c3", List.of(deletion)));
        assertThat(deleted.terms()).isEqualTo(new RoleTerms("r", 2, false, Limit.NONE, "c2", List.of(deletion)));
    }

    @Test
    void a_text_without_entity_names_what_is_missing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccountId.parse("/alice"))
                .withMessageContaining("not '' and 'alice'");
    }

    @Test
    void r4_a_deletion_ends_assignments_made_at_earlier_versions_only() {
        RoleTerms.Deletion second = new RoleTerms.Deletion(2, "c2", null, 0);
        RoleTerms.Deletion fourth = new RoleTerms.Deletion(4, "c4", null, 0);
        RoleTerms terms = new RoleTerms("r", 5, true, Limit.NONE, "c5", List.of(second, fourth));
        assertThat(terms.firstAfter(1)).isEqualTo(second);
        assertThat(terms.firstAfter(2)).isEqualTo(fourth);
        assertThat(terms.firstAfter(3)).isEqualTo(fourth);
        assertThat(terms.firstAfter(4)).isNull();
    }

    @Test
    void r9_a_version_concerns_the_members_when_limit_life_or_deletions_differ() {
        RoleTerms.Deletion deletion = new RoleTerms.Deletion(2, "c2", null, 0);
        RoleTerms known = new RoleTerms("r", 1, true, Limit.of(5), "c1", List.of());
        assertThat(known.concernsMembersOf(null)).isTrue();
        assertThat(new RoleTerms("r", 2, true, Limit.of(5), "c2", List.of()).concernsMembersOf(known))
                .isFalse();
        assertThat(new RoleTerms("r", 2, true, Limit.of(6), "c2", List.of()).concernsMembersOf(known))
                .isTrue();
        assertThat(new RoleTerms("r", 2, false, Limit.of(5), "c2", List.of()).concernsMembersOf(known))
                .isTrue();
        assertThat(new RoleTerms("r", 3, true, Limit.of(5), "c3", List.of(deletion)).concernsMembersOf(known))
                .isTrue();
    }

    @Test
    void r7_a_past_month_shows_the_level_it_came_to() {
        Ledger ledger = new Ledger(Policy.DEFAULT);
        MonthTotal warned = new MonthTotal(Period.parse("2026-10"), 80, 0, 1, Limit.of(100), "r", 1);
        MonthTotal quiet = new MonthTotal(Period.parse("2026-10"), 79, 0, 1, Limit.of(100), "r", 1);
        assertThat(ledger.levelOf(warned)).isEqualTo(Level.WARNED);
        assertThat(ledger.levelOf(quiet)).isEqualTo(Level.NONE);
    }
}
