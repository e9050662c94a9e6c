package tidemark.topology.accounts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import tidemark.events.Entity;
import tidemark.events.EntityLeeway;
import tidemark.events.Role;
import tidemark.events.RoleAssignment;
import tidemark.events.UsageEvent;
import tidemark.ledger.Ledger;
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
import tidemark.topology.intake.Partitions;
import tidemark.topology.intake.Source;
import tidemark.topology.sums.Census;
import tidemark.topology.sums.EntitySums;
import tidemark.topology.sums.SumDesk;
import tidemark.topology.walks.Calendar;
import tidemark.topology.walks.TaskClock;
import tidemark.topology.walks.Walk;
import tidemark.topology.walks.WalkIds;
import tidemark.topology.walks.WalkPace;
import tidemark.topology.walks.Walks;

/** The processor that keeps the accounts of one partition: wires the parts of the task together. */
public final class AccountProcessor extends ContextualProcessor<byte[], byte[], byte[], byte[]> {

    private static final AnnouncementSinks SINKS = new AnnouncementSinks(
            NodeNames.WARNINGS_SINK,
            NodeNames.EXCEEDED_SINK,
            NodeNames.DECISIONS_SINK,
            NodeNames.HISTORY_SINK,
            NodeNames.LEVELS_SINK);

    /* At a month turn the blocked accounts come first. */
    private static final Calendar.Plan PLAN = new Calendar.Plan(
            List.of(WalkIds.CENSUS, WalkIds.RECALL),
            List.of(WalkIds.MONTH_TURN, WalkIds.RETENTION),
            List.of(WalkIds.FORGETTING));

    private final TopologyParts parts;
    private @Nullable IntakeDesk intake;
    private @Nullable AccountStores stores;

    /** A processor for one task. */
    public AccountProcessor(TopologyParts parts) {
        this.parts = parts;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        TaskClock clock = new TaskClock(context::currentSystemTimeMs);
        Ledger ledger = new Ledger(parts.policy());
        AccountStores opened = AccountStores.open(context, parts);
        CommitSignal commits = context.getStateStore(StoreNames.COMMIT_SIGNAL);
        commits.beforeCommit(opened.accounts()::writeOut);
        stores = opened;
        Outbox outbox = new Outbox(context, new CommitOnDemand(context));
        Announcer announcer = new Announcer(outbox, SINKS, parts.writer(), parts.topics(), parts.tally());
        AccountDesk desk = new AccountDesk(ledger, opened, clock, announcer);
        Map<Bytes, Walk<?>> standing = new HashMap<>();
        Walks walks = new Walks(context, opened.walks(), id -> walk(id, standing, opened, desk), System::nanoTime);
        EntitySums sums = sums(context, opened, clock, walks, outbox);
        standing.put(WalkIds.CENSUS, new Census(sums, opened.accounts()::after, opened.months()));
        standing.put(WalkIds.MONTH_TURN, new MonthTurnWalk(opened, desk));
        standing.put(
                WalkIds.RETENTION,
                new RetentionWalk(
                        opened, desk, ledger, announcer, clock, parts.policy().monthsKept()));
        standing.put(WalkIds.RECALL, new RecallWalk(opened.spilledEvents()));
        standing.put(WalkIds.FORGETTING, new ForgettingWalk(opened.spilledEvents(), clock));
        intake = openIntake(context, opened, desk, sums, clock, walks, outbox);
        new Calendar(opened.walks(), clock, walks, PLAN).watch(context);
        walks.resume();
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        IntakeDesk open = intake;
        if (open == null) {
            throw new IllegalStateException("the processor was not initialised");
        }
        WalkPace.ofThread().sawRecord();
        open.receive(record);
    }

    @Override
    public void close() {
        if (intake != null) {
            intake.close();
        }
        if (stores != null) {
            stores.close();
        }
    }

    private IntakeDesk openIntake(
            ProcessorContext<byte[], byte[]> context,
            AccountStores stores,
            AccountDesk desk,
            EntitySums sums,
            TaskClock clock,
            Walks walks,
            Outbox outbox) {
        Topics topics = parts.topics();
        Partitions partitions = parts.accountPartitions();
        int own = context.taskId().partition();
        IntakeDesk made = new IntakeDesk(
                context,
                new IntakeSettings(
                        StoreNames.PARKED_ACCOUNT_RECORDS,
                        NodeNames.REJECTED_ACCOUNT_RECORDS_SINK,
                        parts.maxRecordBytes()),
                parts.schemas(),
                parts.tally());
        UsageHandler usage = new UsageHandler(made, desk, sums, clock, partitions, own);
        AssignmentAnswers answers = new AssignmentAnswers(outbox, parts.writer(), topics, context::currentSystemTimeMs);
        return made.take(Source.usage(topics.usageEvents(), UsageEvent.class), usage)
                .take(Source.rerouted(topics.usageRerouted(), topics.usageEvents(), UsageEvent.class), usage)
                .take(
                        Source.overtakingChanges(topics.roleAssignments(), RoleAssignment.class),
                        new AssignmentHandler(made, desk, answers, partitions, own))
                .take(Source.overtakingChanges(topics.roles(), Role.class), new RoleHandler(made, stores, walks))
                .take(
                        Source.overtakingChanges(topics.entities(), Entity.class),
                        new EntityHandler(made, stores.entities(), sums))
                .take(
                        Source.overtakingChanges(topics.entityLeeways(), EntityLeeway.class),
                        new LeewayHandler(made, stores.entities(), sums))
                .open();
    }

    private EntitySums sums(
            ProcessorContext<byte[], byte[]> context,
            AccountStores stores,
            TaskClock clock,
            Walks walks,
            Outbox outbox) {
        SumReporter reporter = new SumReporter(
                outbox, parts.writer(), parts.topics(), context.taskId().partition());
        SumDesk reports = new SumDesk(
                context,
                parts.reporting().urgent(),
                parts.reporting().relaxed(),
                reporter::report,
                outbox::commitSoon,
                System::nanoTime);
        return new EntitySums(
                stores.walks(),
                stores.entities()::find,
                reports,
                () -> walks.start(WalkIds.CENSUS),
                clock,
                parts.policy().lateMillis());
    }

    private static Walk<?> walk(Bytes id, Map<Bytes, Walk<?>> standing, AccountStores stores, AccountDesk desk) {
        Walk<?> walk = standing.get(id);
        return walk == null ? new RoleWalk(WalkIds.roleOf(id), stores, desk) : walk;
    }
}
