package tidemark.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Account;
import tidemark.ledger.Answer;
import tidemark.ledger.Command;
import tidemark.ledger.DecisionReason;
import tidemark.ledger.Effect;
import tidemark.ledger.Level;
import tidemark.ledger.Limit;
import tidemark.ledger.Lookup;
import tidemark.ledger.Outcome;
import tidemark.ledger.Policy;
import tidemark.ledger.RecentEvents;
import tidemark.ledger.RoleTerms;
import tidemark.ledger.Step;

/** Ledgers that are wrong on purpose, each in one rule: the histories have to catch every one of them. */
enum Mutant {
    R1_CHARGES_TO_THE_MONTH_OF_ARRIVAL {
        @Override
        Step wrong(Call call) {
            return call.command() instanceof Command.Charge charge
                            && Math.abs(charge.occurredAt() - charge.arrival()) < 1000
                    ? call.with(Changes.occurredAtArrival(charge)).right()
                    : call.right();
        }
    },
    R2_DOES_NOT_BLOCK_AT_ZERO {
        @Override
        Step wrong(Call call) {
            Step step = call.right();
            return step.account().answer() == Answer.BLOCK_UNTIL_CHANGED
                    ? Changes.without(Changes.answering(step, Answer.ALLOW), Effect.Decided.class)
                    : step;
        }
    },
    R4_LETS_MEMBERS_OF_A_DELETED_ROLE_BACK_IN {
        @Override
        Step wrong(Call call) {
            return call.with(new Changes.Lookups(call.lookup()) {
                        @Override
                        public @Nullable RoleTerms role(String roleId) {
                            RoleTerms terms = super.role(roleId);
                            return terms == null || !terms.active() ? terms : Changes.neverDeleted(terms);
                        }
                    })
                    .right();
        }
    },
    R5_RESETS_USAGE_ON_ANOTHER_ROLE {
        @Override
        Step wrong(Call call) {
            Step step = call.right();
            boolean other = call.account() != null
                    && !Objects.equals(call.account().roleId(), step.account().roleId());
            return other ? Changes.using(step, 0) : step;
        }
    },
    R7_WARNS_AT_THE_FLOOR {
        @Override
        Step wrong(Call call) {
            Step step = call.right();
            Account account = step.account();
            long floor = account.limit().micros() / 100 * call.policy().warningPercent()
                    + account.limit().micros() % 100 * call.policy().warningPercent() / 100;
            boolean warned = account.limit().micros() > 0 && account.used() >= floor && account.level() == Level.NONE;
            return warned ? Changes.reaching(step, Level.WARNED) : step;
        }
    },
    R7_WARNS_AFTER_EXCEEDED {
        @Override
        Step wrong(Call call) {
            Step step = call.right();
            List<Effect> effects = new ArrayList<>(step.effects());
            for (int i = 1; i < effects.size(); i++) {
                if (effects.get(i) instanceof Effect.Crossed && effects.get(i - 1) instanceof Effect.Crossed) {
                    Collections.swap(effects, i - 1, i);
                    return Changes.saying(step, effects);
                }
            }
            return step;
        }
    },
    R7_DOES_NOT_REARM {
        @Override
        Step wrong(Call call) {
            Step step = call.right();
            Account before = call.account();
            if (before == null || !before.period().equals(step.account().period())) {
                return step;
            }
            boolean fell = step.account().level().compareTo(before.level()) < 0;
            return fell ? Changes.reaching(step, before.level()) : step;
        }
    },
    R7_WARNS_UNDER_A_ZERO_LIMIT {
        @Override
        Step wrong(Call call) {
            Step step = call.right();
            for (Effect effect : step.effects()) {
                if (effect instanceof Effect.Crossed crossed
                        && crossed.standing().limit().equals(Limit.ZERO)) {
                    List<Effect> effects = new ArrayList<>(step.effects());
                    effects.add(effects.indexOf(effect), new Effect.Crossed(Level.WARNED, 80, crossed.standing()));
                    return Changes.saying(step, effects);
                }
            }
            return step;
        }
    },
    R8_BLOCKS_ONE_MICRO_LATE {
        @Override
        Step wrong(Call call) {
            Step step = call.right();
            Account account = step.account();
            return account.limit().micros() > 0
                            && account.used() == account.limit().micros()
                    ? Changes.without(Changes.answering(step, Answer.ALLOW), Effect.Decided.class)
                    : step;
        }
    },
    R8_FORGETS_ITS_SEQUENCE {
        @Override
        Step wrong(Call call) {
            Account account = call.account();
            return account == null
                    ? call.right()
                    : call.with(Changes.numbered(account, 0)).right();
        }
    },
    R8_SAYS_NOTHING_OF_A_FALLEN_LEVEL {
        @Override
        Step wrong(Call call) {
            Step step = call.right();
            List<Effect> effects = new ArrayList<>(step.effects());
            effects.removeIf(effect -> effect instanceof Effect.LevelChanged changed
                    && changed.to().compareTo(changed.from()) < 0);
            return Changes.saying(step, effects);
        }
    },
    R9_DOES_NOT_SEE_ANOTHER_LIMIT {
        @Override
        Step wrong(Call call) {
            return call.with(new Changes.Lookups(call.lookup()) {
                        @Override
                        public @Nullable RoleTerms role(String roleId) {
                            RoleTerms terms = super.role(roleId);
                            Account account = call.account();
                            if (terms == null || !terms.active() || account == null) {
                                return terms;
                            }
                            boolean held = roleId.equals(account.roleId());
                            return held ? Changes.limited(terms, account.limit()) : terms;
                        }
                    })
                    .right();
        }
    },
    R10_SAYS_NOTHING_AT_THE_MONTH_TURN {
        @Override
        Step wrong(Call call) {
            Step step = call.right();
            List<Effect> effects = new ArrayList<>(step.effects());
            effects.removeIf(effect ->
                    effect instanceof Effect.Decided decided && decided.reason() == DecisionReason.MONTH_TURN);
            return Changes.saying(step, effects);
        }
    },
    R10_KEEPS_NO_PAST_MONTH {
        @Override
        Step wrong(Call call) {
            Step step = call.right();
            boolean turned = call.account() != null
                    && !call.account().period().equals(step.account().period());
            return turned ? Changes.without(step, Effect.MonthKept.class) : step;
        }
    },
    R11_REMEMBERS_NOTHING {
        @Override
        Step wrong(Call call) {
            Account account = call.account();
            return account == null
                    ? call.right()
                    : call.with(Changes.remembering(account, RecentEvents.NONE)).right();
        }
    },
    R11_FORGETS_WHAT_HAS_SPILLED {
        @Override
        Step wrong(Call call) {
            return Changes.without(call.right(), Effect.Spilled.class);
        }
    },
    R11_TAKES_A_CONFLICT_FOR_A_DUPLICATE {
        @Override
        Step wrong(Call call) {
            Step step = call.right();
            boolean conflict = step.outcome().rejection() != null
                    && step.outcome().rejection().reason().name().endsWith("CONFLICT");
            return conflict
                    ? new Step(step.account(), new Outcome(Outcome.Kind.DUPLICATE, null), step.effects())
                    : step;
        }
    },
    R12_ENDS_THE_LATE_HORIZON_A_MILLI_EARLY {
        @Override
        Step wrong(Call call) {
            Policy policy = call.policy();
            return call.with(new Policy(
                            policy.warningPercent(),
                            policy.lateMillis() - 1,
                            policy.earlyMillis(),
                            policy.dedupeMillis(),
                            policy.monthsKept()))
                    .right();
        }
    },
    R12_TOLERATES_NOTHING_EARLY {
        @Override
        Step wrong(Call call) {
            Policy policy = call.policy();
            return call.with(new Policy(
                            policy.warningPercent(),
                            policy.lateMillis(),
                            policy.earlyMillis() - 1,
                            policy.dedupeMillis(),
                            policy.monthsKept()))
                    .right();
        }
    },
    R14_CLAMPS_AT_THE_LIMIT {
        @Override
        Step wrong(Call call) {
            Step step = call.right();
            Account account = step.account();
            boolean over = account.limit().micros() > 0
                    && account.used() > account.limit().micros();
            return over ? Changes.using(step, account.limit().micros()) : step;
        }
    },
    R15_DOES_NOT_NAME_THE_OPERATION {
        @Override
        Step wrong(Call call) {
            return call.command() instanceof Command.Charge charge
                    ? call.with(Changes.withoutOperation(charge)).right()
                    : call.right();
        }
    };

    /** One call of the ledger, with the means to answer it rightly. */
    record Call(@Nullable Account account, Command command, Lookup lookup, long now, Policy policy) {

        Step right() {
            return Judge.ledger().decide(account, command, lookup, now, policy);
        }

        Call with(Account other) {
            return new Call(other, command, lookup, now, policy);
        }

        Call with(Command other) {
            return new Call(account, other, lookup, now, policy);
        }

        Call with(Lookup other) {
            return new Call(account, command, other, now, policy);
        }

        Call with(Policy other) {
            return new Call(account, command, lookup, now, other);
        }
    }

    abstract Step wrong(Call call);

    Judge judge() {
        return (account, command, lookup, now, policy) -> wrong(new Call(account, command, lookup, now, policy));
    }
}
