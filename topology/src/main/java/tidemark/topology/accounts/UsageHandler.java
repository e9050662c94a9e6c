package tidemark.topology.accounts;

import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import tidemark.events.UsageEvent;
import tidemark.ledger.AccountId;
import tidemark.ledger.Command.Charge;
import tidemark.ledger.Intake;
import tidemark.ledger.Outcome;
import tidemark.ledger.Reason;
import tidemark.ledger.Rejection;
import tidemark.topology.graph.NodeNames;
import tidemark.topology.intake.AccountKeys;
import tidemark.topology.intake.Handler;
import tidemark.topology.intake.Inbound;
import tidemark.topology.intake.IntakeDesk;
import tidemark.topology.intake.KeyCheck;
import tidemark.topology.intake.Partitions;
import tidemark.topology.sums.EntitySums;
import tidemark.topology.walks.TaskClock;
import tidemark.topology.wire.AccountWire;

/** Takes usage: refuses what contradicts itself, sends on what is misplaced (R18), has the rest charged and summed up. */
final class UsageHandler implements Handler<UsageEvent> {

    private final IntakeDesk intake;
    private final AccountDesk desk;
    private final EntitySums sums;
    private final TaskClock clock;
    private final Partitions partitions;
    private final int ownPartition;

    UsageHandler(
            IntakeDesk intake,
            AccountDesk desk,
            EntitySums sums,
            TaskClock clock,
            Partitions partitions,
            int ownPartition) {
        this.intake = intake;
        this.desk = desk;
        this.sums = sums;
        this.clock = clock;
        this.partitions = partitions;
        this.ownPartition = ownPartition;
    }

    @Override
    public void accept(Inbound inbound, UsageEvent event) {
        Rejection refused = judge(inbound, event);
        if (refused != null) {
            intake.reject(inbound, refused);
            return;
        }
        byte[] key = Objects.requireNonNull(inbound.key(), "a key that was checked");
        if (partitions.of(key) == ownPartition) {
            charge(inbound, key, event);
        } else if (inbound.rerouted()) {
            intake.reject(inbound, Rejection.of(Reason.WRONG_PARTITION));
        } else {
            intake.reroute(inbound, NodeNames.REROUTED_SINK);
        }
    }

    private void charge(Inbound inbound, byte[] key, UsageEvent event) {
        clock.saw(inbound.timestamp());
        AccountId account = new AccountId(event.getEntityId(), event.getUserId());
        Bytes row = Bytes.wrap(key);
        Charge charge = AccountWire.charge(event, inbound.timestamp());
        AccountDesk.Handled handled = desk.handle(account, row, charge);
        if (handled.outcome().kind() == Outcome.Kind.APPLIED) {
            sums.charged(account, row, charge);
        }
        intake.settle(inbound, handled.outcome());
    }

    private static @Nullable Rejection judge(Inbound inbound, UsageEvent event) {
        Rejection refused = Intake.judgeTexts(
                event.getEventId(),
                event.getEntityId(),
                event.getUserId(),
                event.getSource(),
                event.getOperationId(),
                event.getAction());
        return refused != null
                ? refused
                : KeyCheck.judge(inbound.key(), AccountKeys.account(event.getEntityId(), event.getUserId()));
    }
}
