package tidemark.topology.entities;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;
import tidemark.events.EntityLimitChange;
import tidemark.events.EntityPartial;
import tidemark.ledger.EntityLedger;
import tidemark.topics.Topics;
import tidemark.topology.announce.AnnouncementSinks;
import tidemark.topology.announce.Announcer;
import tidemark.topology.announce.Outbox;
import tidemark.topology.graph.NodeNames;
import tidemark.topology.graph.StoreNames;
import tidemark.topology.graph.TopologyParts;
import tidemark.topology.intake.CommitOnDemand;
import tidemark.topology.intake.IntakeDesk;
import tidemark.topology.intake.IntakeSettings;
import tidemark.topology.intake.Source;
import tidemark.topology.walks.Calendar;
import tidemark.topology.walks.TaskClock;
import tidemark.topology.walks.Walk;
import tidemark.topology.walks.WalkIds;
import tidemark.topology.walks.WalkPace;
import tidemark.topology.walks.Walks;

/** The processor that keeps the entities of one partition: wires the parts of the task together. */
public final class EntityProcessor extends ContextualProcessor<byte[], byte[], byte[], byte[]> {

    private static final AnnouncementSinks SINKS = new AnnouncementSinks(
            NodeNames.ENTITY_WARNINGS_SINK,
            NodeNames.ENTITY_EXCEEDED_SINK,
            NodeNames.ENTITY_DECISIONS_SINK,
            NodeNames.ENTITY_HISTORY_SINK,
            NodeNames.ENTITY_LEVELS_SINK);

    private static final Calendar.Plan PLAN =
            new Calendar.Plan(List.of(), List.of(WalkIds.MONTH_TURN, WalkIds.RETENTION), List.of());

    private final TopologyParts parts;
    private @Nullable IntakeDesk intake;

    /** A processor for one task. */
    public EntityProcessor(TopologyParts parts) {
        this.parts = parts;
    }

    /** The stores to connect to it. */
    public static List<StoreBuilder<?>> stores() {
        return EntityStores.builders();
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        TaskClock clock = new TaskClock(context::currentSystemTimeMs);
        EntityLedger ledger =
                new EntityLedger(parts.policy(), parts.accountPartitions().count());
        EntityStores stores = EntityStores.open(context);
        CommitOnDemand commits = new CommitOnDemand(context);
        Outbox outbox = new Outbox(context, commits);
        Announcer announcer = new Announcer(outbox, SINKS, parts.writer(), parts.topics(), parts.tally());
        LeewayTeller leeways = new LeewayTeller(outbox, parts.writer(), parts.topics());
        EntityDesk desk = new EntityDesk(ledger, stores, clock, announcer, leeways, parts.tally());
        Map<Bytes, Walk<?>> standing = Map.of(
                WalkIds.MONTH_TURN,
                new EntityMonthTurn(stores.entities(), desk),
                WalkIds.RETENTION,
                new EntityRetention(stores, desk, ledger, clock, parts.policy().monthsKept()));
        Walks walks =
                new Walks(context, stores.walks(), id -> Objects.requireNonNull(standing.get(id)), System::nanoTime);
        intake = openIntake(context, stores, desk, commits);
        new Calendar(stores.walks(), clock, walks, PLAN).watch(context);
        walks.resume();
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        WalkPace.ofThread().sawRecord();
        Objects.requireNonNull(intake, "the processor was not initialised").receive(record);
    }

    @Override
    public void close() {
        if (intake != null) {
            intake.close();
        }
    }

    private IntakeDesk openIntake(
            ProcessorContext<byte[], byte[]> context, EntityStores stores, EntityDesk desk, CommitOnDemand commits) {
        Topics topics = parts.topics();
        IntakeSettings settings = new IntakeSettings(
                StoreNames.PARKED_ENTITY_RECORDS, NodeNames.REJECTED_ENTITY_RECORDS_SINK, parts.maxRecordBytes());
        IntakeDesk made = new IntakeDesk(context, settings, parts.schemas(), parts.tally());
        EntityCheck check = new EntityCheck(parts.entityPartitions(), parts.accountPartitions());
        EntityChangeHandler changes = new EntityChangeHandler(
                made, check, desk, stores, parts.writer(), topics, commits, context::currentSystemTimeMs);
        return made.take(Source.overtakingChanges(topics.entityLimits(), EntityLimitChange.class), changes)
                .take(
                        Source.changes(topics.entityPartials(), EntityPartial.class),
                        new PartialHandler(made, check, desk, topics))
                .open();
    }
}
