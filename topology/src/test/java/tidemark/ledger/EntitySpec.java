package tidemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.ledger.LedgerSpec.millis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Effect.EntityMonthKept;
import tidemark.ledger.Effect.LeewayChanged;
import tidemark.ledger.Effect.LevelChanged;
import tidemark.ledger.Effect.Standing;
import tidemark.ledger.EntityCommand.Change;
import tidemark.ledger.EntityCommand.Origin;
import tidemark.ledger.EntityCommand.Report;
import tidemark.ledger.EntityCommand.Touch;

/**
 * The language of {@link LedgerSpec} for one entity: {@code given().limit(100).reported(0, 70).when().reported(1, 30)}
 * {@code .then("warning 80% at 100 of 100", ...)}.
 *
 * <p>Amounts are bare micros, and a report says what its partition adds up to. The n-th report names {@code use-n} and {@code
 * op-n} as the last usage, {@code fix-n} as the last correction.
 */
final class EntitySpec {

    /** Of the accounts. */
    static final int PARTITIONS = 10;

    private final Map<Period, EntityMonth> months = new HashMap<>();
    private final Map<String, JudgedChange> judged = new HashMap<>();
    private final List<Effect> said = new ArrayList<>();
    private final List<Leeway> told = new ArrayList<>();

    private Policy policy = Policy.DEFAULT;
    private long clock = millis("2026-11-15T12:00:00Z");
    private @Nullable Entity entity;
    private @Nullable Outcome outcome;
    private int reports;
    private int changes;

    static EntitySpec given() {
        return new EntitySpec();
    }

    static EntityChange limitChange(String id, @Nullable Long micros) {
        return new EntityChange(id, null, null, false, micros);
    }

    EntitySpec when() {
        said.clear();
        told.clear();
        return this;
    }

    EntitySpec clock(String instant) {
        clock = millis(instant);
        return this;
    }

    EntitySpec warningPercent(int percent) {
        policy = new Policy(
                percent, policy.lateMillis(), policy.earlyMillis(), policy.dedupeMillis(), policy.monthsKept());
        return this;
    }

    /** The n-th change is called {@code c-n}. */
    EntitySpec limit(long micros) {
        return changed(limitChange(nextChange(), micros));
    }

    EntitySpec noLimit() {
        return changed(limitChange(nextChange(), null));
    }

    EntitySpec named(@Nullable String name, @Nullable String msp) {
        return changed(new EntityChange(nextChange(), name, msp, true, null));
    }

    private String nextChange() {
        return "c-" + ++changes;
    }

    EntitySpec changed(EntityChange change) {
        decide(new Change(change, judged.get(change.changeId())));
        EntityStep last = new EntityStep(entity(), Objects.requireNonNull(outcome), List.of());
        if (last.counts()) {
            judged.put(
                    change.changeId(), JudgedChange.of(change, entity().terms().version()));
        }
        return this;
    }

    /** A sum of the month that the clock shows, made up of one event more than there were reports. */
    EntitySpec reported(int partition, long micros) {
        return reported(Period.at(clock).toString(), partition, micros);
    }

    EntitySpec reported(String period, int partition, long micros) {
        return reported(period, partition, micros, reports + 1);
    }

    EntitySpec reported(String period, int partition, long micros, long events) {
        reports++;
        return decide(new Report(
                Period.parse(period),
                partition,
                micros,
                events,
                new Origin("use-" + reports, "op-" + reports),
                new Origin("fix-" + reports, "op-" + reports)));
    }

    EntitySpec touched() {
        return decide(new Touch());
    }

    /** Decides twice: the ledger is pure, so that both steps are equal. */
    EntitySpec decide(EntityCommand command) {
        EntityLedger ledger = new EntityLedger(policy, PARTITIONS);
        Entity before = entity;
        EntityStep step = ledger.decide(before, command, months::get, clock);
        assertThat(ledger.decide(before, command, months::get, clock)).isEqualTo(step);
        if (step.entity().equals(before)) {
            assertThat(step.entity())
                    .as("the same instance when nothing differs")
                    .isSameAs(before);
        }
        numbersGrow(before == null ? 0 : before.sequence(), step);
        entity = step.entity();
        outcome = step.outcome();
        for (Effect effect : step.effects()) {
            if (effect instanceof EntityMonthKept kept) {
                months.put(kept.month().total().period(), kept.month());
            }
        }
        for (Effect effect : step.effects()) {
            if (effect instanceof LeewayChanged changed) {
                told.add(changed.leeway());
            } else {
                said.add(effect);
            }
        }
        return this;
    }

    private static void numbersGrow(long last, EntityStep step) {
        long previous = last;
        for (Effect effect : step.effects()) {
            Standing standing = LedgerSpec.standing(effect);
            if (standing != null) {
                assertThat(standing.sequence()).isGreaterThan(previous);
                assertThat(standing.roleId()).isNull();
                assertThat(standing.roleVersion()).isZero();
                previous = standing.sequence();
            }
        }
        assertThat(step.entity().sequence()).isEqualTo(previous);
    }

    EntitySpec then(String... sentences) {
        assertThat(said)
                .filteredOn(effect -> !(effect instanceof LevelChanged))
                .extracting(LedgerSpec::sentence)
                .containsExactly(sentences);
        return when();
    }

    /** How the level changed since {@code when()}, and nothing of what else was said. */
    EntitySpec levels(String... sentences) {
        assertThat(said)
                .filteredOn(LevelChanged.class::isInstance)
                .extracting(LedgerSpec::sentence)
                .containsExactly(sentences);
        return when();
    }

    EntitySpec thenNothing() {
        return then();
    }

    /** What the partitions were told since {@code when()}, in micros, one after the other. */
    EntitySpec leeways(Long... micros) {
        assertThat(told).extracting(Leeway::micros).containsExactly(micros);
        return when();
    }

    /** Who caused what was said since {@code when()}, in one line; all of it has to have the same cause. */
    EntitySpec because(Cause cause, String causedBy, @Nullable String operationId) {
        assertThat(standings()).isNotEmpty().allSatisfy(standing -> {
            assertThat(standing.cause()).isEqualTo(cause);
            assertThat(standing.causedBy()).isEqualTo(causedBy);
            assertThat(standing.operationId()).isEqualTo(operationId);
        });
        return this;
    }

    EntitySpec applied() {
        return ended(Outcome.APPLIED);
    }

    EntitySpec unchanged() {
        return ended(Outcome.NO_CHANGE);
    }

    EntitySpec duplicate() {
        return ended(Outcome.DUPLICATE);
    }

    private EntitySpec ended(Outcome expected) {
        assertThat(outcome).isEqualTo(expected);
        return this;
    }

    EntitySpec rejected(Reason reason, String... words) {
        Outcome last = Objects.requireNonNull(outcome);
        assertThat(last.kind()).isEqualTo(Outcome.Kind.REJECTED);
        Rejection rejection = Objects.requireNonNull(last.rejection());
        assertThat(rejection.reason()).isEqualTo(reason);
        for (String word : words) {
            assertThat(rejection.detail()).contains(word);
        }
        return this;
    }

    EntitySpec total(long used) {
        assertThat(entity().used()).as("used").isEqualTo(used);
        return this;
    }

    EntitySpec whileBlocked(long micros) {
        assertThat(entity().usedWhileBlocked()).as("used while blocked").isEqualTo(micros);
        return this;
    }

    EntitySpec events(long count) {
        assertThat(entity().events()).as("events").isEqualTo(count);
        return this;
    }

    EntitySpec level(Level level) {
        assertThat(entity().level()).isEqualTo(level);
        return this;
    }

    EntitySpec answer(Answer answer) {
        assertThat(entity().answer()).isEqualTo(answer);
        return this;
    }

    EntitySpec period(String period) {
        assertThat(entity().period()).hasToString(period);
        return this;
    }

    EntitySpec version(long version) {
        assertThat(entity().terms().version()).as("version").isEqualTo(version);
        return this;
    }

    Entity entity() {
        return Objects.requireNonNull(entity);
    }

    @Nullable
    Entity entityOrNull() {
        return entity;
    }

    Entity asOf(String instant) {
        return new EntityLedger(policy, PARTITIONS).asOf(entity, millis(instant));
    }

    boolean isForgettable() {
        return new EntityLedger(policy, PARTITIONS).isForgettable(entity(), !months.isEmpty(), clock);
    }

    EntitySpec monthsDropped() {
        months.clear();
        return this;
    }

    EntityMonth month(String period) {
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
}
