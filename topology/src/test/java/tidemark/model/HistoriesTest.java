package tidemark.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** R1..R15 over seeded random histories: the ledger and the naive model must not differ in anything. */
class HistoriesTest {

    private static final int STEPS = 200;
    private static final int HISTORIES = Integer.getInteger("tidemark.histories", 300);
    private static final @Nullable Long SEED = Long.getLong("tidemark.histories.seed");

    private final Referee referee = new Referee(Judge.ledger());

    @Test
    void the_ledger_and_the_naive_model_agree_on_random_histories() {
        if (SEED != null) {
            assertThat(failureOf(SEED)).isNull();
            return;
        }
        for (long seed = 1; seed <= HISTORIES; seed++) {
            assertThat(failureOf(seed)).isNull();
        }
    }

    private @Nullable String failureOf(long seed) {
        List<Act> history = HistoryMaker.history(seed, STEPS);
        if (referee.faultIn(history) == null) {
            return null;
        }
        List<Act> shortest = History.shortened(history, referee);
        return History.report(seed, history.size(), shortest, referee.faultIn(shortest));
    }
}
