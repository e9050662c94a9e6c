package tidemark.topology.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.junit.jupiter.api.Test;

final class CommitOnDemandTest {

    private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
    private final CommitOnDemand commits = new CommitOnDemand(context);

    @Test
    void the_first_request_commits_at_once() {
        at(1_000).request();
        assertThat(context.committed()).isTrue();
    }

    @Test
    void a_request_within_the_pause_commits_when_the_pause_is_over() {
        at(1_000).request();
        context.resetCommit();
        at(1_004).request();
        at(1_005).request();
        assertThat(context.committed()).isFalse();
        List<CapturedPunctuator> timers = context.scheduledPunctuators();
        assertThat(timers).hasSize(1);
        assertThat(timers.get(0).getInterval().toMillis()).isEqualTo(6);
        timers.get(0).getPunctuator().punctuate(1_010);
        assertThat(context.committed()).isTrue();
        assertThat(timers.get(0).cancelled()).isTrue();
    }

    @Test
    void a_clock_that_goes_back_delays_no_commit() {
        at(1_000_000).request();
        context.resetCommit();
        at(1_000).request();
        assertThat(context.committed()).isTrue();
    }

    private CommitOnDemand at(long millis) {
        context.setCurrentSystemTimeMs(millis);
        return commits;
    }
}
