package tidemark.topology.roles;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;
import tidemark.events.RoleChange;
import tidemark.topology.graph.NodeNames;
import tidemark.topology.graph.StoreNames;
import tidemark.topology.graph.TopologyParts;
import tidemark.topology.intake.CommitOnDemand;
import tidemark.topology.intake.IntakeDesk;
import tidemark.topology.intake.IntakeSettings;
import tidemark.topology.intake.Source;

/** The processor that judges the role changes of one partition: wires the parts of the task together. */
public final class RoleChangeProcessor extends ContextualProcessor<byte[], byte[], byte[], byte[]> {

    private final TopologyParts parts;
    private @Nullable IntakeDesk intake;

    /** A processor for one task. */
    public RoleChangeProcessor(TopologyParts parts) {
        this.parts = parts;
    }

    /** The stores to connect to it. */
    public static List<StoreBuilder<?>> stores() {
        List<StoreBuilder<?>> stores = new ArrayList<>(RoleBook.stores());
        stores.add(IntakeDesk.parkingStore(StoreNames.PARKED_ROLE_CHANGES));
        return stores;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        IntakeSettings settings = new IntakeSettings(
                StoreNames.PARKED_ROLE_CHANGES, NodeNames.REJECTED_ROLE_CHANGES_SINK, parts.maxRecordBytes());
        IntakeDesk desk = new IntakeDesk(context, settings, parts.schemas(), parts.tally());
        RoleChangeHandler handler = new RoleChangeHandler(
                desk,
                new RoleChangeCheck(parts.roleChangePartitions()),
                new RoleBook(context),
                parts.writer(),
                parts.topics(),
                new CommitOnDemand(context),
                context::currentSystemTimeMs);
        intake = desk.take(Source.changes(parts.topics().roleChanges(), RoleChange.class), handler)
                .open();
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Objects.requireNonNull(intake, "the processor was not initialised").receive(record);
    }

    @Override
    public void close() {
        if (intake != null) {
            intake.close();
        }
    }
}
