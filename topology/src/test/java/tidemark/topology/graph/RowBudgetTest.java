package tidemark.topology.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tasks share alike, and what one leaves goes to the others. */
class RowBudgetTest {

    @Test
    void a_task_alone_has_all() {
        assertThat(new RowBudget(50_000).join().bytes()).isEqualTo(50_000);
    }

    @Test
    void two_tasks_have_half_each_until_one_leaves() {
        RowBudget budget = new RowBudget(50_000);
        RowBudget.Share one = budget.join();
        RowBudget.Share other = budget.join();
        assertThat(one.bytes()).isEqualTo(25_000);
        other.leave();
        other.leave();
        assertThat(one.bytes()).isEqualTo(50_000);
    }
}
