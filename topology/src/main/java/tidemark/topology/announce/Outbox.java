package tidemark.topology.announce;

import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import tidemark.topology.intake.CommitOnDemand;

/** The way out of the task: bare bytes without any header of the input, stamped with the clock, to a sink by name. */
public final class Outbox {

    private final ProcessorContext<byte[], byte[]> context;
    private final CommitOnDemand commits;

    /** The way out of one task. */
    public Outbox(ProcessorContext<byte[], byte[]> context, CommitOnDemand commits) {
        this.context = context;
        this.commits = commits;
    }

    /** Writes to the sink of that name. */
    public void send(String sink, byte @Nullable [] key, byte @Nullable [] value) {
        context.forward(new Record<>(key, value, context.currentSystemTimeMs()), sink);
    }

    /** Somebody waits for what was just sent: commit without waiting for the interval. */
    public void commitSoon() {
        commits.request();
    }
}
