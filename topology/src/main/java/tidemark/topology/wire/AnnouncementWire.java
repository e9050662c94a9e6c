package tidemark.topology.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tidemark.events.BlockDecision;
import tidemark.events.Cause;
import tidemark.events.Decision;
import tidemark.events.DecisionReason;
import tidemark.events.Level;
import tidemark.events.LevelChange;
import tidemark.events.Scope;
import tidemark.events.UsageExceeded;
import tidemark.events.UsageWarning;
import tidemark.ledger.Answer;
import tidemark.ledger.Effect.Crossed;
import tidemark.ledger.Effect.Decided;
import tidemark.ledger.Effect.LevelChanged;
import tidemark.ledger.Effect.Standing;
import tidemark.ledger.Limit;
import tidemark.ledger.Message;

/** What is said about accounts and entities, in the contract's records, field by field. */
public final class AnnouncementWire {

    private AnnouncementWire() {}

    /** A total that reached the warning threshold. */
    public static UsageWarning warning(Subject subject, Crossed crossed) {
        Standing standing = crossed.standing();
        return new UsageWarning(
                scope(subject),
                subject.entity(),
                subject.user(),
                standing.period().toString(),
                crossed.percent(),
                standing.used(),
                standing.limit().micros(),
                standing.roleId(),
                roleVersion(standing),
                standing.sequence(),
                cause(standing),
                standing.causedBy(),
                standing.operationId(),
                Instant.ofEpochMilli(standing.at()),
                Instant.ofEpochMilli(standing.period().endMillis()));
    }

    /** A total that reached its limit. */
    public static UsageExceeded exceeded(Subject subject, Crossed crossed) {
        Standing standing = crossed.standing();
        return new UsageExceeded(
                scope(subject),
                subject.entity(),
                subject.user(),
                standing.period().toString(),
                crossed.percent(),
                standing.used(),
                standing.limit().micros(),
                standing.roleId(),
                roleVersion(standing),
                standing.sequence(),
                cause(standing),
                standing.causedBy(),
                standing.operationId(),
                Instant.ofEpochMilli(standing.at()),
                Instant.ofEpochMilli(standing.period().endMillis()));
    }

    /** A changed answer. */
    public static BlockDecision decision(Subject subject, Decided decided) {
        Standing standing = decided.standing();
        Answer answer = decided.answer();
        return new BlockDecision(
                scope(subject),
                subject.entity(),
                subject.user(),
                answer.isBlock() ? Decision.BLOCK : Decision.ALLOW,
                DecisionReason.valueOf(decided.reason().name()),
                standing.period().toString(),
                standing.used(),
                limit(standing.limit()),
                standing.roleId(),
                roleVersion(standing),
                standing.sequence(),
                Instant.ofEpochMilli(standing.at()),
                instant(answer.validUntilMillis(standing.period())),
                answer.isBlock() ? Message.of(subject.scope()) : null,
                cause(standing),
                standing.causedBy(),
                standing.operationId());
    }

    /** A changed level. */
    public static LevelChange level(Subject subject, LevelChanged changed) {
        Standing standing = changed.standing();
        return new LevelChange(
                scope(subject),
                subject.entity(),
                subject.user(),
                standing.period().toString(),
                Level.valueOf(changed.from().name()),
                Level.valueOf(changed.to().name()),
                standing.used(),
                limit(standing.limit()),
                standing.roleId(),
                roleVersion(standing),
                standing.sequence(),
                cause(standing),
                standing.causedBy(),
                standing.operationId(),
                Instant.ofEpochMilli(standing.at()));
    }

    private static Scope scope(Subject subject) {
        return Scope.valueOf(subject.scope().name());
    }

    private static Cause cause(Standing standing) {
        return Cause.valueOf(standing.cause().name());
    }

    private static @Nullable Long limit(Limit limit) {
        return limit.isNone() ? null : limit.micros();
    }

    private static @Nullable Long roleVersion(Standing standing) {
        return standing.roleId() == null ? null : standing.roleVersion();
    }

    private static @Nullable Instant instant(@Nullable Long epochMillis) {
        return epochMillis == null ? null : Instant.ofEpochMilli(epochMillis);
    }
}
