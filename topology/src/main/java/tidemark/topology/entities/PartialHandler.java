package tidemark.topology.entities;

import java.util.Objects;
import tidemark.events.EntityPartial;
import tidemark.ledger.EntityCommand.Report;
import tidemark.ledger.Period;
import tidemark.ledger.Rejection;
import tidemark.topics.Topics;
import tidemark.topology.intake.Handler;
import tidemark.topology.intake.Inbound;
import tidemark.topology.intake.IntakeDesk;
import tidemark.topology.wire.EntityWire;

/** Takes what a partition of accounts adds to an entity. */
final class PartialHandler implements Handler<EntityPartial> {

    private final IntakeDesk intake;
    private final EntityCheck check;
    private final EntityDesk desk;
    private final Topics topics;

    PartialHandler(IntakeDesk intake, EntityCheck check, EntityDesk desk, Topics topics) {
        this.intake = intake;
        this.check = check;
        this.desk = desk;
        this.topics = topics;
    }

    @Override
    public void accept(Inbound inbound, EntityPartial partial) {
        Rejection fault = check.fault(inbound, partial);
        if (fault != null) {
            intake.reject(inbound, fault);
            return;
        }
        Period period = Objects.requireNonNull(EntityWire.month(partial.getPeriod()), "a period that was checked");
        Report report = EntityWire.report(partial, period, topics.usageEvents() + '-' + partial.getPartition());
        EntityDesk.Decision decision = desk.decide(partial.getEntityId(), report);
        desk.carryOut(decision);
        intake.settle(inbound, decision.step().outcome());
    }
}
