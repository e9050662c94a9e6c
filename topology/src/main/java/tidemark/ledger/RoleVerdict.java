package tidemark.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What became of a role change.
 *
 * @param outcome applied, without change, duplicate or rejected
 * @param before the role before; null: it did not exist, or was not looked at
 * @param after the role afterwards; the same as before unless applied
 * @param version version of the role afterwards; of a duplicate, the one that the change made when it counted; 0: there
 *     is none
 */
public record RoleVerdict(
        Outcome outcome,
        @Nullable RoleRecord before,
        @Nullable RoleRecord after,
        long version) {

    static RoleVerdict applied(@Nullable RoleRecord before, RoleRecord after) {
        return new RoleVerdict(Outcome.APPLIED, before, after, after.version());
    }

    static RoleVerdict noChange(RoleRecord role) {
        return new RoleVerdict(Outcome.NO_CHANGE, role, role, role.version());
    }

    static RoleVerdict duplicate(JudgedChange known) {
        return new RoleVerdict(Outcome.DUPLICATE, null, null, known.version());
    }

    /** A refusal of a change to that role, or to one that was not looked at. */
    public static RoleVerdict rejected(@Nullable RoleRecord role, Rejection rejection) {
        return new RoleVerdict(
                new Outcome(Outcome.Kind.REJECTED, rejection), role, role, role == null ? 0 : role.version());
    }

    /** Whether the role is another one afterwards. */
    public boolean applied() {
        return outcome.kind() == Outcome.Kind.APPLIED;
    }

    /** Whether the change counts from now on, so that its id has to be remembered (R11). */
    public boolean counts() {
        return applied() || outcome.kind() == Outcome.Kind.NO_CHANGE;
    }
}
