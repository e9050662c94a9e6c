package tidemark.topology.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.junit.jupiter.api.Test;

class CommitOnDemandTest {

    private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
    private final CommitPace pace = new CommitPace();
    private long now = TimeUnit.MILLISECONDS.toNanos(1_000);
    private final CommitOnDemand commits = new CommitOnDemand(context, pace, () -> now);

    @Test
    void the_first_request_commits_at_once() {
        commits.request();

        assertThat(asked()).isTrue();
        assertThat(context.scheduledPunctuators()).isEmpty();
    }

    @Test
    void one_commit_serves_all_who_asked_before_it() {
        commits.request();
        asked();

        commits.request();
        commits.request();

        assertThat(asked()).isFalse();
        assertThat(context.scheduledPunctuators()).isEmpty();
    }

    @Test
    void a_request_that_came_to_nothing_is_made_again() {
        commits.request();
        asked();

        pass(9);
        commits.request();
        assertThat(asked()).isFalse();
        pass(1);
        commits.request();
        assertThat(asked()).isTrue();
    }

    @Test
    void a_request_soon_after_a_commit_is_made_up_for_once_and_nothing_stays_scheduled() {
        committed();
        pass(4);

        commits.request();
        commits.request();
        assertThat(asked()).isFalse();
        CapturedPunctuator later = scheduled();
        assertThat(later.getInterval().toMillis()).isEqualTo(2);

        pass(2);
        later.getPunctuator().punctuate(0);
        assertThat(asked()).isTrue();
        assertThat(later.cancelled()).isTrue();
    }

    @Test
    void what_is_asked_for_right_after_a_commit_on_demand_is_not_taken_for_committed() {
        commits.request();
        committed();
        pass(4);

        commits.request();

        assertThat(scheduled().getInterval().toMillis()).isEqualTo(2);
    }

    @Test
    void a_request_waits_for_the_rest_of_its_thread() {
        committed(20);
        committed(20);
        pass(10);

        commits.request();

        assertThat(asked()).isFalse();
        assertThat(scheduled().getInterval().toMillis()).isEqualTo(30);
    }

    @Test
    void what_another_task_or_the_interval_has_committed_meanwhile_is_not_committed_again() {
        committed();
        pass(4);
        commits.request();

        committed();
        scheduled().getPunctuator().punctuate(0);

        assertThat(asked()).isFalse();
        assertThat(scheduled().cancelled()).isTrue();
    }

    @Test
    void what_is_asked_for_after_a_commit_was_made_up_for_waits_for_the_next() {
        committed();
        pass(4);
        commits.request();
        committed();
        scheduled().getPunctuator().punctuate(0);

        commits.request();

        List<CapturedPunctuator> all = context.scheduledPunctuators();
        assertThat(all).hasSize(2);
        all.get(1).getPunctuator().punctuate(0);
        assertThat(asked()).isTrue();
    }

    @Test
    void a_request_after_the_rest_commits_at_once_again() {
        commits.request();
        asked();
        committed();
        pass(10);

        commits.request();

        assertThat(asked()).isTrue();
        assertThat(context.scheduledPunctuators()).isEmpty();
    }

    private void pass(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private void committed() {
        committed(1);
    }

    private void committed(long tookMillis) {
        pace.begins(now);
        pass(tookMillis);
        pace.ends(now);
    }

    private CapturedPunctuator scheduled() {
        assertThat(context.scheduledPunctuators()).hasSize(1);
        return context.scheduledPunctuators().get(0);
    }

    private boolean asked() {
        boolean asked = context.committed();
        context.resetCommit();
        return asked;
    }
}
