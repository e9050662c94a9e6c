package tidemark.client.gate;

/** How much a replica's answers are worth. */
public enum ReplicaState {
    /** Has not read all decisions yet; there may be blocks that it does not know. */
    STARTING,
    /** Knows every decision but those of the last moments. */
    LIVE,
    /** Has been live, but has lost touch or fallen behind for longer than was allowed. */
    STALE,
    /** Closed; learns nothing any more. */
    CLOSED
}
