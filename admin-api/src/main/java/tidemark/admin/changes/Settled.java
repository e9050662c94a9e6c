package tidemark.admin.changes;

import tidemark.events.ChangeResult;

/**
 * What became of a change.
 *
 * @param answer the first answer to its id
 * @param inForce whether usage published from now on is surely judged by it; of a rejected change true, as there is nothing to wait for
 * @param ofAnother whether the answer is that to a change which asked for something else under the same id
 */
public record Settled(ChangeResult answer, boolean inForce, boolean ofAnother) {}
