package tidemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.ledger.LedgerSpec.given;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tidemark.ledger.Effect.LevelChanged;
import tidemark.ledger.Effect.Standing;

/** R7 and R8: whoever watches the level hears of each change of it, up and down, once and last in its step. */
class R08LevelChangesTest {

    private static final String DECEMBER = "2026-12-01T00:00:00Z";

    private static LedgerSpec member(long used) {
        return given().role("r", 100).role("other", 200).assigned("r").used(used);
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                row("up to the warning", 79, spec -> spec.used("e", 1), "NONE to WARNED at 80 of 100: USAGE e"),
                row("up to the limit", 80, spec -> spec.used("e", 20), "WARNED to EXCEEDED at 100 of 100: USAGE e"),
                row("over both at once", 0, spec -> spec.used("e", 130), "NONE to EXCEEDED at 130 of 100: USAGE e"),
                row("a correction", 100, spec -> spec.used("e", -1), "EXCEEDED to WARNED at 99 of 100: CORRECTION e"),
                row(
                        "all the way down",
                        100,
                        spec -> spec.used("e", -21),
                        "EXCEEDED to NONE at 79 of 100: CORRECTION e"),
                row(
                        "a raised limit",
                        100,
                        spec -> spec.role("r", 110).touched(),
                        "EXCEEDED to WARNED at 100 of 110: LIMIT_CHANGED r@2"),
                row(
                        "a raised limit that lets nobody in",
                        80,
                        spec -> spec.role("r", 200).touched(),
                        "WARNED to NONE at 80 of 200: LIMIT_CHANGED r@2"),
                row(
                        "a lowered limit",
                        50,
                        spec -> spec.role("r", 60).touched(),
                        "NONE to WARNED at 50 of 60: LIMIT_CHANGED r@2"),
                row(
                        "no limit any more",
                        80,
                        spec -> spec.roleWithoutLimit("r").touched(),
                        "WARNED to NONE at 80 of no limit: LIMIT_CHANGED r@2"),
                row(
                        "another role",
                        100,
                        spec -> spec.assigned("a", "other"),
                        "EXCEEDED to NONE at 100 of 200: ROLE_ASSIGNED a"),
                row(
                        "a deleted role",
                        90,
                        spec -> spec.deleted("r").touched(),
                        "WARNED to NONE at 90 of no limit: ROLE_DELETED r@2"),
                row(
                        "another percentage",
                        80,
                        spec -> spec.warningPercent(90).touched(),
                        "WARNED to NONE at 80 of 100: SETTINGS warning.percent=90"),
                row(
                        "the month of one that may go on",
                        80,
                        spec -> spec.clock(DECEMBER).touched(),
                        "WARNED to NONE at 0 of 100: MONTH_TURN 2026-12"),
                row(
                        "the month, then the limit again",
                        100,
                        spec -> spec.clock(DECEMBER).used("e", 100),
                        "EXCEEDED to NONE at 0 of 100: MONTH_TURN 2026-12",
                        "NONE to EXCEEDED at 100 of 100: USAGE e"),
                row("usage that stays below", 10, spec -> spec.used(10)),
                row("usage above the limit", 100, spec -> spec.used(10)),
                row("a change that leaves the level", 90, spec -> spec.role("r", 110)
                        .touched()),
                row("a month that was below", 10, spec -> spec.clock(DECEMBER).touched()),
                row("nothing", 80, LedgerSpec::touched));
    }

    private static Arguments row(String what, long used, Consumer<LedgerSpec> then, String... levels) {
        return Arguments.of(what, used, then, levels);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void r8_each_change_of_the_level_is_said_once(
            String what, long used, Consumer<LedgerSpec> then, String[] expected) {
        LedgerSpec spec = member(used).when();

        then.accept(spec);

        spec.levels(expected);
        spec.touched().touched().levels();
    }

    @Test
    void r8_under_a_zero_limit_only_usage_moves_the_level() {
        given().role("r", 0).when().assigned("r").levels().used("e", 1).levels("NONE to EXCEEDED at 1 of 0: USAGE e");
    }

    @Test
    void r8_the_level_comes_last_and_shares_the_numbers() {
        LedgerSpec spec = member(0).when().used(100);

        assertThat(spec.effects()).last().isInstanceOf(LevelChanged.class);
        List<Standing> standings = spec.effects().stream()
                .map(LedgerSpec::standing)
                .map(Objects::requireNonNull)
                .toList();
        assertThat(standings).hasSize(4);
        for (int i = 1; i < standings.size(); i++) {
            assertThat(standings.get(i).sequence())
                    .isEqualTo(standings.get(i - 1).sequence() + 1);
        }
        assertThat(spec.account().sequence()).isEqualTo(standings.get(3).sequence());
    }

    @Test
    void r10_at_a_month_turn_the_allow_is_still_said_before_anything_else() {
        LedgerSpec spec = member(100).clock(DECEMBER).when().touched();

        assertThat(spec.effects())
                .extracting(LedgerSpec::sentence)
                .containsExactly(
                        "kept 2026-11: 100", "ALLOW: MONTH_TURN", "EXCEEDED to NONE at 0 of 100: MONTH_TURN 2026-12");
    }

    @Test
    void r12_a_correction_of_a_month_that_is_over_moves_no_level() {
        member(100)
                .clock(DECEMBER)
                .touched()
                .when()
                .usedOn("2026-11-30T12:00:00Z", -100)
                .levels();
    }

    @Test
    void r13_an_entity_says_its_levels_by_the_same_rule() {
        EntitySpec.given()
                .limit(100)
                .when()
                .reported(0, 90)
                .levels("NONE to WARNED at 90 of 100: USAGE use-1")
                .reported(1, 10)
                .levels("WARNED to EXCEEDED at 100 of 100: USAGE use-2")
                .reported(1, 5)
                .levels("EXCEEDED to WARNED at 95 of 100: CORRECTION fix-3")
                .limit(200)
                .levels("WARNED to NONE at 95 of 200: LIMIT_CHANGED c-2")
                .limit(100)
                .levels("NONE to WARNED at 95 of 100: LIMIT_CHANGED c-3")
                .reported(1, 6)
                .levels()
                .clock(DECEMBER)
                .touched()
                .levels("WARNED to NONE at 0 of 100: MONTH_TURN 2026-12");
    }
}
