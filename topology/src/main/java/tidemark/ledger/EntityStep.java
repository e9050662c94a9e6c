package tidemark.ledger;

import java.util.List;

/**
 * What was decided about an entity: how it is next, what became of the command, and what to say and keep, in that order.
 *
 * @param entity the entity afterwards; the same instance when nothing about it changed
 * @param outcome what became of the command
 * @param effects in the order in which they happen
 */
public record EntityStep(Entity entity, Outcome outcome, List<Effect> effects) {

    /** Whether a change counts from now on, so that its id has to be remembered (R11). */
    public boolean counts() {
        return outcome.kind() == Outcome.Kind.APPLIED || outcome.kind() == Outcome.Kind.NO_CHANGE;
    }
}
