package tidemark.topology.accounts;

import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import tidemark.events.Role;
import tidemark.events.RoleAssignment;
import tidemark.events.UsageEvent;
import tidemark.ledger.Ledger;
import tidemark.topics.Topics;
import tidemark.topology.graph.NodeNames;
import tidemark.topology.graph.StoreNames;
import tidemark.topology.graph.TopologyParts;
import tidemark.topology.intake.CommitOnDemand;
import tidemark.topology.intake.IntakeDesk;
import tidemark.topology.intake.IntakeSettings;
import tidemark.topology.intake.Partitions;
import tidemark.topology.intake.Source;

/** The processor that keeps the accounts of one partition: wires the parts of the task together. */
public final class AccountProcessor extends ContextualProcessor<byte[], byte[], byte[], byte[]> {

    private final TopologyParts parts;
    private @Nullable IntakeDesk intake;

    /** A processor for one task. */
    public AccountProcessor(TopologyParts parts) {
        this.parts = parts;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        LongSupplier nodeClock = context::currentSystemTimeMs;
        TaskClock clock = new TaskClock(nodeClock);
        Ledger ledger = new Ledger(parts.policy());
        AccountStores stores =
                AccountStores.open(context, Duration.ofMillis(parts.policy().dedupeMillis()));
        Outbox outbox = new Outbox(context, new CommitOnDemand(context));
        Announcer announcer = new Announcer(outbox, parts.writer(), parts.topics(), parts.tally());
        AccountDesk desk = new AccountDesk(ledger, stores, clock, announcer);
        RetentionWalk retention = new RetentionWalk(
                stores, desk, ledger, announcer, clock, parts.policy().monthsKept());
        ForgettingWalk forgetting = new ForgettingWalk(stores.spilledEvents(), clock);
        Map<Bytes, Walk> standing = Map.of(
                WalkIds.MONTH_TURN, new MonthTurnWalk(stores, desk),
                WalkIds.RETENTION, retention,
                WalkIds.FORGETTING, forgetting);
        Walks walks = new Walks(context, stores.walks(), id -> walk(id, standing, stores, desk), System::nanoTime);
        intake = openIntake(context, stores, desk, clock, walks, outbox);
        new Calendar(stores.walks(), clock, walks).watch(context);
        walks.resume();
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        IntakeDesk open = intake;
        if (open == null) {
            throw new IllegalStateException("the processor was not initialised");
        }
        open.receive(record);
    }

    @Override
    public void close() {
        if (intake != null) {
            intake.close();
        }
    }

    private IntakeDesk openIntake(
            ProcessorContext<byte[], byte[]> context,
            AccountStores stores,
            AccountDesk desk,
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
        UsageHandler usage = new UsageHandler(made, desk, clock, partitions, own);
        AssignmentAnswers answers = new AssignmentAnswers(outbox, parts.writer(), topics, context::currentSystemTimeMs);
        return made.take(Source.usage(topics.usageEvents(), UsageEvent.class), usage)
                .take(Source.rerouted(topics.usageRerouted(), topics.usageEvents(), UsageEvent.class), usage)
                .take(
                        Source.overtakingChanges(topics.roleAssignments(), RoleAssignment.class),
                        new AssignmentHandler(made, desk, answers, partitions, own))
                .take(Source.overtakingChanges(topics.roles(), Role.class), new RoleHandler(made, stores, walks))
                .open();
    }

    private static Walk walk(Bytes id, Map<Bytes, Walk> standing, AccountStores stores, AccountDesk desk) {
        Walk walk = standing.get(id);
        return walk == null ? new RoleWalk(WalkIds.roleOf(id), stores, desk) : walk;
    }
}
