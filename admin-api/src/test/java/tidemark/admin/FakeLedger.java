package tidemark.admin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import tidemark.admin.audit.AuditPage;
import tidemark.admin.audit.AuditQuestion;
import tidemark.admin.changes.Changes;
import tidemark.admin.changes.Settled;
import tidemark.admin.log.Deadline;
import tidemark.admin.replica.Catalog;
import tidemark.admin.replica.EntityRecord;
import tidemark.admin.replica.RoleRecord;
import tidemark.events.Actor;
import tidemark.events.ChangeOutcome;
import tidemark.events.ChangeResult;
import tidemark.events.ChangeSubject;
import tidemark.events.ChangeView;
import tidemark.events.EntityDefinition;
import tidemark.events.EntityLimitChange;
import tidemark.events.Role;
import tidemark.events.RoleAssignment;
import tidemark.events.RoleChange;
import tidemark.events.RoleState;
import tidemark.events.RoleType;
import tidemark.events.SubjectKind;
import tidemark.ledger.Outcome;
import tidemark.ledger.RoleRules;
import tidemark.ledger.RoleVerdict;
import tidemark.topology.wire.ContentCheck;
import tidemark.topology.wire.RoleWire;

/** A ledger in memory that judges roles by the real rules at once, takes everything else as it comes, and answers a repeated id as before. */
final class FakeLedger implements Changes, Catalog {

    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    final List<SpecificRecord> handedIn = new ArrayList<>();
    final List<AuditQuestion> audited = new ArrayList<>();
    final List<tidemark.admin.audit.AuditItem> audit = new ArrayList<>();

    private final TreeMap<String, tidemark.ledger.RoleRecord> roles = new TreeMap<>();
    private final Map<String, Role> published = new HashMap<>();
    private final TreeMap<String, EntityRecord> entities = new TreeMap<>();
    private final Map<String, ChangeResult> answers = new HashMap<>();
    private boolean inForce = true;
    private @Nullable RuntimeException failure;

    Administration administration() {
        return new Administration(this, this, question -> {
            audited.add(question);
            return CompletableFuture.completedFuture(new AuditPage(audit, null));
        });
    }

    /** Answers come, but too soon to say that they are in force. */
    void inForce(boolean known) {
        inForce = known;
    }

    void fail(@Nullable RuntimeException with) {
        failure = with;
    }

    void put(EntityRecord entity) {
        entities.put(entity.entityId(), entity);
    }

    @Override
    public boolean isAnswered(String entity, String changeId) {
        return answers.containsKey(entity + '/' + changeId);
    }

    @Override
    public CompletableFuture<Settled> send(RoleChange change) {
        return settle(change, change.getEntityId(), change.getChangeId(), ContentCheck.of(change), () -> {
            RoleVerdict verdict =
                    RoleRules.judge(RoleWire.change(change), null, id -> roles.get(change.getEntityId() + '/' + id));
            tidemark.ledger.RoleRecord after = verdict.after();
            if (verdict.applied() && after != null) {
                String key = change.getEntityId() + '/' + after.roleId();
                roles.put(key, after);
                published.put(key, RoleWire.role(change.getEntityId(), after, NOW, change.getActor()));
            }
            ChangeResult.Builder answer = answer(SubjectKind.ROLE, change.getRoleId(), change.getActor())
                    .setOutcome(outcome(verdict.outcome().kind()))
                    .setVersion(verdict.version() == 0 ? null : verdict.version())
                    .setBefore(verdict.applied() ? RoleWire.view(verdict.before()) : null)
                    .setAfter(verdict.applied() ? RoleWire.view(after) : null);
            if (verdict.outcome().rejection() != null) {
                answer.setReason(verdict.outcome().rejection().reason().name());
                answer.setDetail(verdict.outcome().rejection().detail());
            }
            return answer;
        });
    }

    @Override
    public CompletableFuture<Settled> send(RoleAssignment change) {
        return settle(change, change.getEntityId(), change.getChangeId(), ContentCheck.of(change), () -> answer(
                        SubjectKind.USER, change.getUserId(), change.getActor())
                .setOutcome(ChangeOutcome.ACCEPTED)
                .setAfter(new ChangeView(null, change.getRoleId(), null)));
    }

    @Override
    public CompletableFuture<Settled> send(EntityLimitChange change) {
        return settle(change, change.getEntityId(), change.getChangeId(), ContentCheck.of(change), () -> {
            EntityRecord before = entities.get(change.getEntityId());
            EntityRecord after = new EntityRecord(
                    change.getEntityId(),
                    change.getDisplayName() == null && before != null ? before.displayName() : change.getDisplayName(),
                    change.getMspId() == null && before != null ? before.mspId() : change.getMspId(),
                    change.getKeepsLimit()
                            ? (before == null ? null : before.limitMicros())
                            : change.getMonthlyCreditLimitMicros(),
                    before == null ? 1 : before.version() + 1,
                    NOW,
                    change.getActor().getUserId());
            put(after);
            return answer(SubjectKind.ENTITY, change.getEntityId(), change.getActor())
                    .setOutcome(ChangeOutcome.ACCEPTED)
                    .setVersion(after.version())
                    .setAfter(new ChangeView(
                            null, null, new EntityDefinition(after.displayName(), after.mspId(), after.limitMicros())));
        });
    }

    private CompletableFuture<Settled> settle(
            SpecificRecord change,
            String entity,
            String changeId,
            int check,
            java.util.function.Supplier<ChangeResult.Builder> judged) {
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        ChangeResult first = answers.get(entity + '/' + changeId);
        if (first == null) {
            handedIn.add(change);
            first = judged.get()
                    .setChangeId(changeId)
                    .setEntityId(entity)
                    .setContentCheck(check)
                    .build();
            answers.put(entity + '/' + changeId, first);
        }
        return CompletableFuture.completedFuture(
                new Settled(first, inForce, !Objects.equals(first.getContentCheck(), check)));
    }

    private static ChangeResult.Builder answer(SubjectKind kind, String id, Actor actor) {
        return ChangeResult.newBuilder()
                .setSubject(new ChangeSubject(kind, id))
                .setActor(actor)
                .setAt(NOW);
    }

    private static ChangeOutcome outcome(Outcome.Kind kind) {
        return switch (kind) {
            case APPLIED -> ChangeOutcome.ACCEPTED;
            case NO_CHANGE -> ChangeOutcome.NO_CHANGE;
            case DUPLICATE -> ChangeOutcome.DUPLICATE;
            case REJECTED -> ChangeOutcome.REJECTED;
        };
    }

    @Override
    public Optional<EntityRecord> entity(String entity) {
        return Optional.ofNullable(entities.get(entity));
    }

    @Override
    public List<EntityRecord> entities(@Nullable String after, int most) {
        return (after == null ? entities : entities.tailMap(after, false))
                .values().stream().limit(most).toList();
    }

    @Override
    public List<EntityRecord> entitiesOfMsp(String msp, @Nullable String after, int most) {
        return entities(after, Integer.MAX_VALUE).stream()
                .filter(entity -> msp.equals(entity.mspId()))
                .limit(most)
                .toList();
    }

    @Override
    public Optional<RoleRecord> role(String entity, String role) {
        return Optional.ofNullable(published.get(entity + '/' + role)).map(FakeLedger::record);
    }

    @Override
    public List<RoleRecord> roles(String entity, @Nullable String after, int most) {
        return roles.keySet().stream()
                .filter(key -> key.startsWith(entity + '/'))
                .map(published::get)
                .map(FakeLedger::record)
                .filter(role -> after == null || role.roleId().compareTo(after) > 0)
                .limit(most)
                .toList();
    }

    @Override
    public boolean awaitRole(String entity, String role, long version, Deadline deadline) {
        return role(entity, role).filter(found -> found.version() >= version).isPresent();
    }

    @Override
    public boolean awaitEntity(String entity, long version, Deadline deadline) {
        return entity(entity).filter(found -> found.version() >= version).isPresent();
    }

    private static RoleRecord record(Role role) {
        return new RoleRecord(
                role.getEntityId(),
                role.getRoleId(),
                role.getState(),
                role.getDefinition().getType(),
                role.getDefinition().getDisplayName(),
                role.getDefinition().getDescription(),
                role.getDefinition().getMonthlyCreditLimitMicros(),
                role.getDefinition().getPermissions(),
                role.getVersion(),
                role.getChangedAt(),
                role.getChangedBy().getUserId());
    }

    /** A role that is there, without anybody having asked for it over HTTP. */
    void role(String entity, String role, RoleType type, @Nullable Long micros) {
        tidemark.ledger.RoleRecord record = new tidemark.ledger.RoleRecord(
                role,
                1,
                true,
                new tidemark.ledger.RoleDefinition(
                        role,
                        null,
                        type == RoleType.CUSTOM ? tidemark.ledger.RoleType.CUSTOM : tidemark.ledger.RoleType.BUILT_IN,
                        micros == null ? tidemark.ledger.Limit.NONE : tidemark.ledger.Limit.of(micros),
                        List.of()),
                "made",
                List.of());
        roles.put(entity + '/' + role, record);
        Role made = RoleWire.role(entity, record, NOW, new Actor("root", null, null, "tidemark.admin"));
        made.setState(RoleState.ACTIVE);
        published.put(entity + '/' + role, made);
    }
}
