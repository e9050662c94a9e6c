package tidemark.model;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Answer;
import tidemark.ledger.Effect;
import tidemark.ledger.Entity;
import tidemark.ledger.EntityCommand;
import tidemark.ledger.EntityMonth;
import tidemark.ledger.EntityStep;
import tidemark.ledger.EntityTerms;
import tidemark.ledger.Limit;
import tidemark.ledger.Outcome;
import tidemark.ledger.Period;
import tidemark.ledger.Policy;
import tidemark.ledger.Slots;

/** Ledgers of entities that are wrong on purpose: the histories have to catch every one of them. */
enum EntityMutant {
    R13_ADDS_REPORTS_UP {
        @Override
        EntityStep wrong(Call call) {
            Entity entity = call.entity();
            return call.command() instanceof EntityCommand.Report report && entity != null
                    ? call.with(changed(report, report.micros() + slotOf(entity.slots(), report.partition())))
                            .right()
                    : call.right();
        }
    },
    R13_FORGETS_THE_OTHER_PARTITIONS {
        @Override
        EntityStep wrong(Call call) {
            Entity entity = call.entity();
            return call.command() instanceof EntityCommand.Report && entity != null
                    ? call.with(with(entity, entity.answer(), entity.terms(), Slots.NONE))
                            .right()
                    : call.right();
        }
    },
    R13_DOES_NOT_LET_A_TOTAL_FALL {
        @Override
        EntityStep wrong(Call call) {
            Entity entity = call.entity();
            boolean falls = call.command() instanceof EntityCommand.Report report
                    && entity != null
                    && report.period().equals(entity.period())
                    && report.micros() < slotOf(entity.slots(), report.partition());
            return falls && entity != null ? new EntityStep(entity, Outcome.NO_CHANGE, List.of()) : call.right();
        }
    },
    R12_COUNTS_A_LATE_SUM_IN_THE_CURRENT_MONTH {
        @Override
        EntityStep wrong(Call call) {
            Entity entity = call.entity();
            return call.command() instanceof EntityCommand.Report report
                            && entity != null
                            && report.period().isBefore(entity.period())
                    ? call.with(new EntityCommand.Report(
                                    entity.period(),
                                    report.partition(),
                                    report.micros(),
                                    report.events(),
                                    report.usage(),
                                    report.correction()))
                            .right()
                    : call.right();
        }
    },
    R10_KEEPS_THE_BLOCK_OVER_THE_MONTH_TURN {
        @Override
        EntityStep wrong(Call call) {
            EntityStep step = call.right();
            Entity entity = call.entity();
            if (entity == null
                    || entity.answer() != Answer.BLOCK_UNTIL_MONTH_END
                    || entity.period().equals(step.entity().period())) {
                return step;
            }
            Entity after = step.entity();
            return new EntityStep(
                    with(after, entity.answer(), after.terms(), after.slots()), step.outcome(), step.effects());
        }
    },
    R8_SAYS_NOTHING_OF_LEVELS {
        @Override
        EntityStep wrong(Call call) {
            EntityStep step = call.right();
            List<Effect> effects = step.effects().stream()
                    .filter(effect -> !(effect instanceof Effect.LevelChanged))
                    .toList();
            return new EntityStep(step.entity(), step.outcome(), effects);
        }
    },
    R9_TAKES_A_NEW_NAME_FOR_NO_LIMIT {
        @Override
        EntityStep wrong(Call call) {
            EntityStep step = call.right();
            boolean named = call.command() instanceof EntityCommand.Change change
                    && change.change().keepsLimit()
                    && step.outcome().kind() == Outcome.Kind.APPLIED;
            Entity after = step.entity();
            EntityTerms terms = after.terms();
            return named
                    ? new EntityStep(
                            with(
                                    after,
                                    after.answer(),
                                    new EntityTerms(
                                            terms.displayName(),
                                            terms.mspId(),
                                            Limit.NONE,
                                            terms.version(),
                                            terms.changeId()),
                                    after.slots()),
                            step.outcome(),
                            step.effects())
                    : step;
        }
    },
    R11_COUNTS_A_CHANGE_TWICE {
        @Override
        EntityStep wrong(Call call) {
            return call.command() instanceof EntityCommand.Change change
                    ? call.with(new EntityCommand.Change(change.change(), null)).right()
                    : call.right();
        }
    };

    abstract EntityStep wrong(Call call);

    EntityJudge judge() {
        return (entity, command, months, now, policy) -> wrong(new Call(entity, command, months, now, policy));
    }

    private static EntityCommand.Report changed(EntityCommand.Report report, long micros) {
        return new EntityCommand.Report(
                report.period(), report.partition(), micros, report.events(), report.usage(), report.correction());
    }

    private static Entity with(Entity e, Answer answer, EntityTerms terms, Slots slots) {
        return new Entity(
                e.period(),
                e.used(),
                e.usedWhileBlocked(),
                e.events(),
                e.level(),
                answer,
                e.sequence(),
                terms,
                slots,
                e.leeway());
    }

    private static long slotOf(Slots slots, int partition) {
        for (int i = 0; i < slots.size(); i++) {
            if (slots.partition(i) == partition) {
                return slots.micros(i);
            }
        }
        return 0;
    }

    /** What a judge is asked. */
    record Call(
            @Nullable Entity entity,
            EntityCommand command,
            Function<Period, @Nullable EntityMonth> months,
            long now,
            Policy policy) {

        EntityStep right() {
            return EntityJudge.ledger().decide(entity, command, months, now, policy);
        }

        Call with(EntityCommand other) {
            return new Call(entity, other, months, now, policy);
        }

        Call with(Entity other) {
            return new Call(other, command, months, now, policy);
        }
    }
}
