package tidemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Command.Assign;
import tidemark.ledger.Command.Charge;
import tidemark.ledger.Command.Touch;
import tidemark.ledger.Effect.Crossed;
import tidemark.ledger.Effect.Decided;
import tidemark.ledger.Effect.EntityMonthKept;
import tidemark.ledger.Effect.LevelChanged;
import tidemark.ledger.Effect.MonthKept;
import tidemark.ledger.Effect.Spilled;
import tidemark.ledger.Effect.Standing;

/**
 * A small language for rules: one account and the world around it, told in the order in which things happen.
 *
 * <p>{@code given().role("r", 100).assigned("r").used(70).when().used(30).then("warning 80% at 100 of 100", ...)}. What
 * comes before {@code when()} is history; {@code then(...)} compares everything that was said since, and starts anew;
 * {@code levels(...)} does so with the changes of the level, which {@code then} leaves out.
 * Amounts are bare micros. Roles are only published; the account meets them when something touches it.
 */
final class LedgerSpec {

    private final Map<String, RoleTerms> roles = new HashMap<>();
    private final Map<Period, MonthTotal> months = new HashMap<>();
    private final List<RememberedEvent> spilled = new ArrayList<>();
    private final List<Effect> said = new ArrayList<>();
    private final Lookup lookup = new World();

    private Policy policy = Policy.DEFAULT;
    private long clock = millis("2026-11-15T12:00:00Z");
    private @Nullable Account account;
    private @Nullable Outcome outcome;
    private int ids;

    static LedgerSpec given() {
        return new LedgerSpec();
    }

    static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    LedgerSpec when() {
        said.clear();
        return this;
    }

    LedgerSpec clock(String instant) {
        clock = millis(instant);
        return this;
    }

    LedgerSpec clock(long epochMillis) {
        clock = epochMillis;
        return this;
    }

    LedgerSpec after(Duration passed) {
        clock += passed.toMillis();
        return this;
    }

    LedgerSpec policy(Policy changed) {
        policy = changed;
        return this;
    }

    LedgerSpec warningPercent(int percent) {
        return policy(new Policy(
                percent, policy.lateMillis(), policy.earlyMillis(), policy.dedupeMillis(), policy.monthsKept()));
    }

    /** The role is created, re-created or changed; its change id is {@code role@version}. */
    LedgerSpec role(String id, long limit) {
        return published(id, true, Limit.of(limit), deletionsOf(id));
    }

    LedgerSpec roleWithoutLimit(String id) {
        return published(id, true, Limit.NONE, deletionsOf(id));
    }

    LedgerSpec deleted(String id) {
        return deleted(id, null, 0);
    }

    LedgerSpec deleted(String id, String reassignTo) {
        return deleted(
                id, reassignTo, Objects.requireNonNull(roles.get(reassignTo)).version());
    }

    private LedgerSpec deleted(String id, @Nullable String reassignTo, long reassignVersion) {
        long version = versionOf(id) + 1;
        List<RoleTerms.Deletion> deletions = new ArrayList<>(deletionsOf(id));
        deletions.add(new RoleTerms.Deletion(version, id + "@" + version, reassignTo, reassignVersion));
        return published(id, false, Limit.NONE, deletions);
    }

    private LedgerSpec published(String id, boolean active, Limit limit, List<RoleTerms.Deletion> deletions) {
        long version = versionOf(id) + 1;
        roles.put(id, new RoleTerms(id, version, active, limit, id + "@" + version, deletions));
        return this;
    }

    private long versionOf(String id) {
        RoleTerms terms = roles.get(id);
        return terms == null ? 0 : terms.version();
    }

    private List<RoleTerms.Deletion> deletionsOf(String id) {
        RoleTerms terms = roles.get(id);
        return terms == null ? List.of() : terms.deletions();
    }

    /** The world forgets the role, as a reader that lags would not know it yet. */
    LedgerSpec roleUnseen(String id) {
        roles.remove(id);
        return this;
    }

    LedgerSpec assigned(String role) {
        return assigned("assignment-" + ++ids, role);
    }

    LedgerSpec unassigned() {
        return assigned("assignment-" + ++ids, null);
    }

    LedgerSpec assigned(String changeId, @Nullable String role) {
        return decide(new Assign(changeId, role));
    }

    /** An event with an id of its own that occurs and arrives by the clock. */
    LedgerSpec used(long micros) {
        return used("event-" + ++ids, micros);
    }

    LedgerSpec used(String eventId, long micros) {
        return decide(new Charge(null, eventId, clock, clock, micros, null));
    }

    /** An event that occurred then and arrives by the clock. */
    LedgerSpec usedOn(String occurredAt, long micros) {
        return decide(new Charge(null, "event-" + ++ids, millis(occurredAt), clock, micros, null));
    }

    LedgerSpec touched() {
        return decide(new Touch());
    }

    /** Decides twice: the ledger is pure, so that both steps are equal. */
    LedgerSpec decide(Command command) {
        Ledger ledger = new Ledger(policy);
        Step step = ledger.decide(account, command, lookup, clock);
        assertThat(ledger.decide(account, command, lookup, clock)).isEqualTo(step);
        account = step.account();
        outcome = step.outcome();
        step.effects().forEach(this::keep);
        said.addAll(step.effects());
        return this;
    }

    private void keep(Effect effect) {
        if (effect instanceof MonthKept kept) {
            months.put(kept.month().period(), kept.month());
        } else if (effect instanceof Spilled left) {
            spilled.addAll(left.events());
        }
    }

    LedgerSpec then(String... sentences) {
        assertThat(said)
                .filteredOn(effect -> !(effect instanceof LevelChanged))
                .extracting(LedgerSpec::sentence)
                .containsExactly(sentences);
        return when();
    }

    /** How the level changed since {@code when()}, and nothing of what else was said. */
    LedgerSpec levels(String... sentences) {
        assertThat(said)
                .filteredOn(LevelChanged.class::isInstance)
                .extracting(LedgerSpec::sentence)
                .containsExactly(sentences);
        return when();
    }

    LedgerSpec thenNothing() {
        return then();
    }

    LedgerSpec applied() {
        return ended(Outcome.APPLIED);
    }

    LedgerSpec unchanged() {
        return ended(Outcome.NO_CHANGE);
    }

    LedgerSpec duplicate() {
        return ended(Outcome.DUPLICATE);
    }

    private LedgerSpec ended(Outcome expected) {
        assertThat(outcome).isEqualTo(expected);
        return this;
    }

    LedgerSpec rejected(Reason reason, String... words) {
        Outcome last = Objects.requireNonNull(outcome);
        assertThat(last.kind()).isEqualTo(Outcome.Kind.REJECTED);
        Rejection rejection = Objects.requireNonNull(last.rejection());
        assertThat(rejection.reason()).isEqualTo(reason);
        for (String word : words) {
            assertThat(rejection.detail()).contains(word);
        }
        return this;
    }

    LedgerSpec total(long used) {
        assertThat(account().used()).as("used").isEqualTo(used);
        return this;
    }

    LedgerSpec whileBlocked(long micros) {
        assertThat(account().usedWhileBlocked()).as("used while blocked").isEqualTo(micros);
        return this;
    }

    LedgerSpec events(long count) {
        assertThat(account().events()).as("events").isEqualTo(count);
        return this;
    }

    LedgerSpec level(Level level) {
        assertThat(account().level()).isEqualTo(level);
        return this;
    }

    LedgerSpec answer(Answer answer) {
        assertThat(account().answer()).isEqualTo(answer);
        return this;
    }

    LedgerSpec period(String period) {
        assertThat(account().period()).hasToString(period);
        return this;
    }

    /** The role held, written {@code role@version} or {@code none}, and the one waited for, or {@code none}. */
    LedgerSpec holds(String role, String pending) {
        String held = account().roleId() == null
                ? "none"
                : account().roleId() + "@" + account().roleVersion();
        assertThat(held).as("role held").isEqualTo(role);
        assertThat(Objects.requireNonNullElse(account().pendingRoleId(), "none"))
                .as("role waited for")
                .isEqualTo(pending);
        return this;
    }

    Account account() {
        return Objects.requireNonNull(account);
    }

    Account asOf(long now) {
        return new Ledger(policy).asOf(account, lookup, now);
    }

    boolean isForgettable() {
        return new Ledger(policy).isForgettable(account(), !months.isEmpty(), clock);
    }

    LedgerSpec monthsDropped() {
        months.clear();
        return this;
    }

    MonthTotal month(String period) {
        return Objects.requireNonNull(months.get(Period.parse(period)));
    }

    /** What was said since {@code when()}, but for the levels, with its figures. */
    List<Standing> standings() {
        return said.stream()
                .filter(effect -> !(effect instanceof LevelChanged))
                .map(LedgerSpec::standing)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    List<Effect> effects() {
        return List.copyOf(said);
    }

    static @Nullable Standing standing(Effect effect) {
        if (effect instanceof Crossed crossed) {
            return crossed.standing();
        }
        if (effect instanceof LevelChanged changed) {
            return changed.standing();
        }
        return effect instanceof Decided decided ? decided.standing() : null;
    }

    static String sentence(Effect effect) {
        if (effect instanceof Crossed crossed) {
            Standing on = crossed.standing();
            String what = crossed.level() == Level.WARNED ? "warning " + crossed.percent() + "%" : "exceeded";
            return what + " at " + on.used() + " of " + on.limit().micros();
        }
        if (effect instanceof Decided decided) {
            Long until = decided.answer().validUntilMillis(decided.standing().period());
            String what = decided.answer().isBlock() ? "BLOCK" : "ALLOW";
            return what + (until == null ? "" : " until " + Instant.ofEpochMilli(until)) + ": " + decided.reason();
        }
        if (effect instanceof LevelChanged changed) {
            Standing on = changed.standing();
            String of =
                    on.limit().isNone() ? "no limit" : String.valueOf(on.limit().micros());
            return changed.from() + " to " + changed.to() + " at " + on.used() + " of " + of + ": " + on.cause() + " "
                    + on.causedBy();
        }
        if (effect instanceof MonthKept kept) {
            return "kept " + kept.month().period() + ": " + kept.month().used();
        }
        if (effect instanceof EntityMonthKept kept) {
            MonthTotal month = kept.month().total();
            return "kept " + month.period() + ": " + month.used();
        }
        return "spilled " + ((Spilled) effect).events().size();
    }

    private final class World implements Lookup {

        @Override
        public @Nullable RoleTerms role(String roleId) {
            return roles.get(roleId);
        }

        @Override
        public @Nullable MonthTotal month(Period period) {
            return months.get(period);
        }

        @Override
        public @Nullable RememberedEvent spilled(long fingerprint, int fromMinute, int toMinute) {
            return spilled.stream()
                    .filter(event -> event.fingerprint() == fingerprint)
                    .filter(event -> fromMinute <= event.arrivalMinute() && event.arrivalMinute() <= toMinute)
                    .findFirst()
                    .orElse(null);
        }
    }
}
