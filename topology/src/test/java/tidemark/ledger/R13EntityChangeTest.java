package tidemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.ledger.EntitySpec.given;
import static tidemark.ledger.EntitySpec.limitChange;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R13 and R11: what an entity is told about itself, each change once, and what is refused of it. */
class R13EntityChangeTest {

    /**
     * A change that is refused without a look at the entity.
     *
     * @param field the field that the refusal names
     */
    record Refused(EntityChange change, Reason reason, String field) {}

    @Test
    void r13_an_accepted_change_makes_a_version_and_names_itself() {
        EntitySpec spec = given().limit(100).applied();
        assertThat(spec.entity().terms()).isEqualTo(new EntityTerms(null, null, Limit.of(100), 1, "c-1"));
        spec.named("Acme", "msp-1").applied();
        assertThat(spec.entity().terms()).isEqualTo(new EntityTerms("Acme", "msp-1", Limit.of(100), 2, "c-2"));
    }

    @Test
    void r13_the_first_change_is_accepted_even_if_it_says_nothing() {
        EntitySpec spec = given().noLimit().applied().thenNothing();
        assertThat(spec.entity().terms()).isEqualTo(new EntityTerms(null, null, Limit.NONE, 1, "c-1"));
    }

    @Test
    void r13_an_unchanged_entity_has_no_new_version() {
        given().limit(100)
                .named("Acme", "msp-1")
                .version(2)
                .when()
                .limit(100)
                .unchanged()
                .named("Acme", null)
                .unchanged()
                .named(null, "msp-1")
                .unchanged()
                .named(null, null)
                .unchanged()
                .thenNothing()
                .version(2);
    }

    @Test
    void r13_a_name_and_an_msp_that_are_not_given_stay() {
        EntitySpec spec = given().named("Acme", "msp-1").limit(5);
        assertThat(spec.entity().terms()).isEqualTo(new EntityTerms("Acme", "msp-1", Limit.of(5), 2, "c-2"));
        spec.named("Acme Corp", null);
        assertThat(spec.entity().terms()).isEqualTo(new EntityTerms("Acme Corp", "msp-1", Limit.of(5), 3, "c-3"));
        spec.named(null, "msp-2");
        assertThat(spec.entity().terms()).isEqualTo(new EntityTerms("Acme Corp", "msp-2", Limit.of(5), 4, "c-4"));
    }

    @Test
    void r13_a_limit_that_is_not_given_goes_unless_it_is_to_be_kept() {
        given().limit(100)
                .reported(0, 100)
                .when()
                .named("Acme", null)
                .thenNothing()
                .answer(Answer.BLOCK_UNTIL_MONTH_END)
                .changed(new EntityChange("gone", "Acme", null, false, null))
                .then("ALLOW: LIMIT_REMOVED");
    }

    @Test
    void r11_a_change_counts_once() {
        EntityChange lowered = limitChange("x", 50L);
        given().limit(100)
                .changed(lowered)
                .version(2)
                .limit(200)
                .version(3)
                .when()
                .changed(lowered)
                .duplicate()
                .thenNothing()
                .version(3);
    }

    @Test
    void r11_a_change_that_changed_nothing_counts_once_too() {
        EntityChange same = limitChange("x", 100L);
        EntitySpec spec = given().limit(100)
                .changed(same)
                .unchanged()
                .limit(200)
                .changed(same)
                .duplicate();
        assertThat(spec.entity().limit()).isEqualTo(Limit.of(200));
    }

    @Test
    void r11_the_same_id_with_another_content_is_a_conflict_and_touches_nothing() {
        EntitySpec spec = given().changed(limitChange("x", 100L)).reported(0, 90);
        Entity before = spec.entity();

        spec.clock("2026-12-01T00:00:00Z")
                .when()
                .changed(limitChange("x", 50L))
                .rejected(Reason.CHANGE_ID_CONFLICT, "change_id 'x'")
                .thenNothing();

        assertThat(spec.entity()).isSameAs(before);
    }

    @Test
    void r11_a_refused_change_may_be_sent_again_under_its_id() {
        given().changed(limitChange("x", -1L))
                .rejected(Reason.LIMIT_OUT_OF_RANGE)
                .changed(limitChange("x", 1L))
                .applied()
                .version(1);
    }

    static Stream<Refused> refused() {
        String longText = "x".repeat(256);
        return Stream.of(
                new Refused(limitChange("", 5L), Reason.INVALID_ID, "change_id is ''"),
                new Refused(limitChange("a b", 5L), Reason.INVALID_ID, "change_id is 'a b'"),
                new Refused(limitChange(longText, 5L), Reason.INVALID_ID, "change_id"),
                new Refused(names(null, ""), Reason.INVALID_ID, "msp_id is ''"),
                new Refused(names(null, "a/b"), Reason.INVALID_ID, "msp_id is 'a/b'"),
                new Refused(names(null, "a b"), Reason.INVALID_ID, "msp_id is 'a b'"),
                new Refused(names(null, longText), Reason.INVALID_ID, "msp_id"),
                new Refused(names("", null), Reason.INVALID_FIELD, "display_name is blank"),
                new Refused(names(" \t", null), Reason.INVALID_FIELD, "display_name is blank"),
                new Refused(names(longText, null), Reason.INVALID_FIELD, "display_name has 256 characters"),
                new Refused(
                        limitChange("x", -1L),
                        Reason.LIMIT_OUT_OF_RANGE,
                        "monthly_credit_limit_micros is -1; expected"),
                new Refused(
                        limitChange("x", Credits.MAX_MICROS + 1),
                        Reason.LIMIT_OUT_OF_RANGE,
                        "monthly_credit_limit_micros is 9007199254740992; expected 0..9007199254740991"),
                new Refused(limitChange("x", Long.MIN_VALUE), Reason.LIMIT_OUT_OF_RANGE, "monthly_credit_limit_micros"),
                new Refused(
                        new EntityChange("x", null, null, true, 5L),
                        Reason.INVALID_FIELD,
                        "monthly_credit_limit_micros is 5 and keeps_limit true"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void r13_a_refusal_names_the_field_and_touches_nothing(Refused refused) {
        EntitySpec spec = given().limit(100).reported(0, 100);
        Entity before = spec.entity();

        spec.clock("2026-12-01T00:00:00Z")
                .when()
                .changed(refused.change())
                .rejected(refused.reason(), refused.field(), "expected")
                .thenNothing();

        assertThat(spec.entity()).isSameAs(before);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, Credits.MAX_MICROS})
    void r13_a_limit_lies_between_zero_and_the_largest_amount(long micros) {
        EntitySpec spec = given().limit(micros).applied();
        assertThat(spec.entity().limit()).isEqualTo(Limit.of(micros));
    }

    @Test
    void r13_the_longest_texts_are_fine() {
        String longest = "x".repeat(255);
        given().changed(new EntityChange(longest, longest, longest, true, null)).applied();
        given().changed(limitChange("a/b", 5L)).applied();
    }

    private static EntityChange names(@Nullable String name, @Nullable String msp) {
        return new EntityChange("x", name, msp, true, null);
    }
}
