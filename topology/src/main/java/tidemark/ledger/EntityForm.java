package tidemark.ledger;

import org.jspecify.annotations.Nullable;

/** What is refused of a change of an entity without looking at the entity: ids, texts and amounts. */
final class EntityForm {

    private EntityForm() {}

    /** The first fault; null: there is none. */
    static @Nullable Rejection fault(EntityChange change) {
        if (!Ids.isToken(change.changeId())) {
            return Intake.badId("change_id", change.changeId(), "");
        }
        if (change.mspId() != null && !Ids.isName(change.mspId())) {
            return Intake.badId("msp_id", change.mspId(), " and without '/'");
        }
        Rejection fault =
                change.displayName() == null ? null : RoleForm.nameFault("display_name", change.displayName());
        return fault == null ? limitFault(change) : fault;
    }

    private static @Nullable Rejection limitFault(EntityChange change) {
        Long micros = change.limitMicros();
        if (micros == null) {
            return null;
        }
        if (change.keepsLimit()) {
            return new Rejection(
                    Reason.INVALID_FIELD,
                    "monthly_credit_limit_micros is " + micros
                            + " and keeps_limit true; expected no limit where the limit is to stay as it is");
        }
        return micros >= 0 && micros <= Credits.MAX_MICROS
                ? null
                : new Rejection(
                        Reason.LIMIT_OUT_OF_RANGE,
                        "monthly_credit_limit_micros is " + micros + "; expected 0.." + Credits.MAX_MICROS
                                + ", or none");
    }
}
