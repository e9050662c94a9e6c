package tidemark.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tidemark.ledger.Account;
import tidemark.ledger.Command;
import tidemark.ledger.Outcome;
import tidemark.ledger.Step;

/** The histories can fail: every ledger that breaks a rule is caught by a few of them, and told apart from the right one. */
class MutantTest {

    private static final int HISTORIES = 40;
    private static final int STEPS = 200;

    @ParameterizedTest
    @EnumSource(Mutant.class)
    void a_ledger_that_breaks_a_rule_is_caught(Mutant mutant) {
        assertThat(caught(mutant.judge()))
                .as("fault found in the first %s histories", HISTORIES)
                .isNotNull();
    }

    @ParameterizedTest
    @EnumSource(EntityMutant.class)
    void a_ledger_of_entities_that_breaks_a_rule_is_caught(EntityMutant mutant) {
        assertThat(caught(new Referee(Judge.ledger(), mutant.judge())))
                .as("fault found in the first %s histories", HISTORIES)
                .isNotNull();
    }

    @Test
    void a_ledger_that_remembers_ids_across_accounts_is_caught() {
        assertThat(caught(sharingIds())).contains("outcome");
    }

    @Test
    void a_failing_history_is_shortened_and_written_out() {
        Referee referee = new Referee(Mutant.R8_BLOCKS_ONE_MICRO_LATE.judge());
        long seed = 1;
        List<Act> history = HistoryMaker.history(seed, STEPS);
        while (referee.faultIn(history) == null) {
            history = HistoryMaker.history(++seed, STEPS);
        }

        List<Act> shortest = History.shortened(history, referee);
        String report = History.report(seed, history.size(), shortest, referee.faultIn(shortest));

        assertThat(shortest).hasSizeLessThanOrEqualTo(12);
        assertThat(referee.faultIn(shortest)).isNotNull();
        assertThat(new Referee(Judge.ledger()).faultIn(shortest)).isNull();
        assertThat(report).contains("tidemark.histories.seed=" + seed, "Assign[", "Charge[", "expected", "but was");
    }

    private static Judge sharingIds() {
        Map<String, Account> seen = new HashMap<>();
        return (account, command, lookup, now, policy) -> {
            Step step = Judge.ledger().decide(account, command, lookup, now, policy);
            boolean counts = step.outcome().kind() == Outcome.Kind.APPLIED;
            if (account == null || !counts || !(command instanceof Command.Charge charge)) {
                return step;
            }
            boolean first = seen.putIfAbsent(charge.source() + " " + charge.eventId(), account) == null;
            return first ? step : new Step(account, new Outcome(Outcome.Kind.DUPLICATE, null), List.of());
        };
    }

    private static @Nullable String caught(Judge judge) {
        return caught(new Referee(judge));
    }

    private static @Nullable String caught(Referee referee) {
        for (long seed = 1; seed <= HISTORIES; seed++) {
            String fault = referee.faultIn(HistoryMaker.history(seed, STEPS));
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }
}
