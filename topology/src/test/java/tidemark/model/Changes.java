package tidemark.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Account;
import tidemark.ledger.Answer;
import tidemark.ledger.Command;
import tidemark.ledger.Effect;
import tidemark.ledger.Level;
import tidemark.ledger.Limit;
import tidemark.ledger.Lookup;
import tidemark.ledger.MonthTotal;
import tidemark.ledger.Period;
import tidemark.ledger.RecentEvents;
import tidemark.ledger.RememberedEvent;
import tidemark.ledger.RoleTerms;
import tidemark.ledger.Step;

/** The small falsifications that mutants are made of. */
final class Changes {

    private Changes() {}

    static Step saying(Step step, List<Effect> effects) {
        return new Step(step.account(), step.outcome(), effects);
    }

    static Step without(Step step, Class<? extends Effect> kind) {
        List<Effect> effects = new ArrayList<>(step.effects());
        effects.removeIf(kind::isInstance);
        return saying(step, effects);
    }

    static Step answering(Step step, Answer answer) {
        Account a = step.account();
        return of(step, copy(a, a.used(), a.level(), answer, a.sequence(), a.recent()));
    }

    static Step using(Step step, long used) {
        Account a = step.account();
        return of(step, copy(a, used, a.level(), a.answer(), a.sequence(), a.recent()));
    }

    static Step reaching(Step step, Level level) {
        Account a = step.account();
        return of(step, copy(a, a.used(), level, a.answer(), a.sequence(), a.recent()));
    }

    static Account numbered(Account a, long sequence) {
        return copy(a, a.used(), a.level(), a.answer(), sequence, a.recent());
    }

    static Account remembering(Account a, RecentEvents recent) {
        return copy(a, a.used(), a.level(), a.answer(), a.sequence(), recent);
    }

    private static Step of(Step step, Account account) {
        return new Step(account, step.outcome(), step.effects());
    }

    private static Account copy(Account a, long used, Level level, Answer answer, long sequence, RecentEvents recent) {
        return new Account(
                a.period(),
                used,
                a.usedWhileBlocked(),
                a.events(),
                level,
                answer,
                sequence,
                a.roleId(),
                a.roleVersion(),
                a.pendingRoleId(),
                a.pendingVersion(),
                a.limit(),
                recent,
                a.spilledMinute(),
                a.spills());
    }

    static Command.Charge occurredAtArrival(Command.Charge c) {
        return new Command.Charge(c.source(), c.eventId(), c.arrival(), c.arrival(), c.micros(), c.operationId());
    }

    static Command.Charge withoutOperation(Command.Charge c) {
        return new Command.Charge(c.source(), c.eventId(), c.occurredAt(), c.arrival(), c.micros(), null);
    }

    static RoleTerms neverDeleted(RoleTerms t) {
        return new RoleTerms(t.roleId(), t.version(), t.active(), t.limit(), t.changeId(), List.of());
    }

    static RoleTerms limited(RoleTerms t, Limit limit) {
        return new RoleTerms(t.roleId(), t.version(), t.active(), limit, t.changeId(), t.deletions());
    }

    /** A lookup that passes everything on. */
    static class Lookups implements Lookup {

        private final Lookup right;

        Lookups(Lookup right) {
            this.right = right;
        }

        @Override
        public @Nullable RoleTerms role(String roleId) {
            return right.role(roleId);
        }

        @Override
        public @Nullable MonthTotal month(Period period) {
            return right.month(period);
        }

        @Override
        public @Nullable RememberedEvent spilled(long fingerprint, int fromMinute, int toMinute) {
            return right.spilled(fingerprint, fromMinute, toMinute);
        }
    }
}
