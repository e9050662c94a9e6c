package tidemark.topology.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.junit.jupiter.api.Test;

class CommitOnDemandTest {

    private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
    private final CommitOnDemand commits = new CommitOnDemand(context);

    @Test
    void the_first_request_commits_at_once() {
        at(1_000);

        commits.request();

        assertThat(committed()).isTrue();
        assertThat(context.scheduledPunctuators()).isEmpty();
    }

    @Test
    void a_request_within_ten_millis_is_made_up_for_once_and_nothing_stays_scheduled() {
        at(1_000);
        commits.request();
        committed();

        at(1_004);
        commits.request();
        commits.request();
        assertThat(committed()).isFalse();
        assertThat(context.scheduledPunctuators()).hasSize(1);
        CapturedPunctuator later = context.scheduledPunctuators().get(0);
        assertThat(later.getInterval().toMillis()).isEqualTo(6);

        at(1_010);
        later.getPunctuator().punctuate(1_010);
        assertThat(committed()).isTrue();
        assertThat(later.cancelled()).isTrue();
    }

    @Test
    void a_request_ten_millis_later_commits_at_once_again() {
        at(1_000);
        commits.request();
        committed();

        at(1_010);
        commits.request();

        assertThat(committed()).isTrue();
        assertThat(context.scheduledPunctuators()).isEmpty();
    }

    @Test
    void a_clock_set_back_does_not_hold_up_commits() {
        at(1_000_000);
        commits.request();
        committed();

        at(1_000);
        commits.request();

        assertThat(committed()).isTrue();
    }

    private void at(long millis) {
        context.setCurrentSystemTimeMs(millis);
    }

    private boolean committed() {
        boolean committed = context.committed();
        context.resetCommit();
        return committed;
    }
}
