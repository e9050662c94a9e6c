package tidemark.admin;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tidemark.admin.access.Permit;
import tidemark.admin.access.Right;
import tidemark.admin.body.DecimalCredits;
import tidemark.admin.body.FieldFault;
import tidemark.admin.body.StrictBody;
import tidemark.admin.changes.Settled;
import tidemark.admin.replica.EntityRecord;
import tidemark.events.ChangeResult;
import tidemark.events.EntityDefinition;
import tidemark.events.EntityLimitChange;
import tidemark.ledger.EntityLedger;
import tidemark.ledger.Rejection;
import tidemark.topology.wire.EntityWire;

/** Sets limits of entities, names them and gives them to MSPs. */
final class EntityWrites {

    private static final String LIMIT = "monthly_credit_limit";
    private static final String NAME = "display_name";
    private static final String MSP = "msp_id";

    private final Administration administration;

    EntityWrites(Administration administration) {
        this.administration = administration;
    }

    void addTo(Routes routes) {
        routes.on(HandlerType.PUT, EntityReads.ENTITY, Right.MANAGE_ENTITY, this::put);
        routes.on(HandlerType.PUT, EntityReads.LIMIT, Right.MANAGE_ENTITY, this::putLimit);
    }

    private void putLimit(Context ctx) {
        ChangeRequest request = ChangeRequest.of(ctx, Set.of());
        request.withoutVersion();
        Long limit = request.body(Set.of(LIMIT)).limit(LIMIT);
        EntityLimitChange change =
                change(request).setMonthlyCreditLimitMicros(limit).build();
        ctx.future(() -> administration.changes().send(change).thenAccept(settled -> {
            ChangeResult answer = Rejections.passed(settled, null);
            request.question()
                    .answer(new EntityReads.LimitBody(
                            request.entity(), DecimalCredits.orNull(limit), answer.getVersion()));
        }));
    }

    /* What is left out stays as it is, so that two who name different things do not undo each other. */
    private void put(Context ctx) {
        ChangeRequest request = ChangeRequest.of(ctx, Set.of());
        request.withoutVersion();
        StrictBody body = request.body(Set.of(NAME, MSP));
        String name = given(body, NAME, "a text of 1 to 255 characters, or left out");
        String msp = given(body, MSP, "the id of an MSP, or left out");
        if (name == null && msp == null) {
            throw new FieldFault(FieldFault.BODY, "an object with " + NAME + " or " + MSP);
        }
        EntityLimitChange change = change(request)
                .setDisplayName(name)
                .setMspId(msp)
                .setKeepsLimit(true)
                .build();
        Rejection fault = EntityLedger.fault(EntityWire.change(change));
        if (fault != null) {
            throw Rejections.ofForm(fault);
        }
        if (msp != null && !Permit.of(ctx).mayGiveTo(msp)) {
            throw new Refusal(
                    Problem.of(ProblemKind.FORBIDDEN, "Administrators of an MSP cannot give an entity to another one.")
                            .on(MSP));
        }
        ctx.future(() -> administration.changes().send(change).thenAccept(settled -> changed(request, settled)));
    }

    /* As the answer says it; what it does not say, because nothing changed, as it stands. */
    private void changed(ChangeRequest request, Settled settled) {
        ChangeResult answer = Rejections.passed(settled, null);
        EntityDefinition after =
                answer.getAfter() == null ? null : answer.getAfter().getEntity();
        EntityRecord standing =
                administration.catalog().entity(request.entity()).orElse(null);
        request.question()
                .answer(
                        after == null
                                ? EntityReads.Body.of(request.entity(), standing)
                                : new EntityReads.Body(
                                        request.entity(),
                                        after.getDisplayName(),
                                        after.getMspId(),
                                        DecimalCredits.orNull(after.getMonthlyCreditLimitMicros()),
                                        answer.getVersion(),
                                        BodyFields.millis(answer.getAt()),
                                        answer.getActor().getUserId()));
    }

    private static @Nullable String given(StrictBody body, String field, String expected) {
        return body.has(field) ? body.text(field, expected) : null;
    }

    private static EntityLimitChange.Builder change(ChangeRequest request) {
        return EntityLimitChange.newBuilder()
                .setChangeId(request.changeId())
                .setEntityId(request.entity())
                .setActor(request.actor())
                .setOccurredAt(Instant.now());
    }
}
