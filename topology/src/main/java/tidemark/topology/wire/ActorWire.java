package tidemark.topology.wire;

import org.jspecify.annotations.Nullable;
import tidemark.events.Actor;
import tidemark.ledger.Reason;
import tidemark.ledger.Rejection;

/** Who asked for a change: carried through to the answer, so it is held to a length that no record breaks on. */
public final class ActorWire {

    private static final int MAX_LENGTH = 255;

    private ActorWire() {}

    /** What is wrong with it; null: nothing. */
    public static @Nullable Rejection fault(Actor actor) {
        Rejection fault = fault("actor.user_id", actor.getUserId());
        if (fault == null) {
            fault = fault("actor.entity_id", actor.getEntityId());
        }
        if (fault == null) {
            fault = fault("actor.msp_id", actor.getMspId());
        }
        return fault == null ? fault("actor.authority", actor.getAuthority()) : fault;
    }

    /** The actor with every text cut to the accepted length: what the answer to a rejected change names. */
    public static Actor cut(Actor actor) {
        return fault(actor) == null
                ? actor
                : new Actor(
                        cut(actor.getUserId()),
                        actor.getEntityId() == null ? null : cut(actor.getEntityId()),
                        actor.getMspId() == null ? null : cut(actor.getMspId()),
                        cut(actor.getAuthority()));
    }

    /** The text, or as much of it as the longest id has. */
    public static String cut(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
    }

    private static @Nullable Rejection fault(String field, @Nullable String text) {
        return text == null || text.length() <= MAX_LENGTH
                ? null
                : new Rejection(
                        Reason.INVALID_FIELD,
                        field + " has " + text.length() + " characters; expected at most " + MAX_LENGTH);
    }
}
