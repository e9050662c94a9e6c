package tidemark.client.gate;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How fresh a replica is, at one moment.
 *
 * @param asOf every decision that was committed before this instant is known; null: still starting
 * @param age how long ago that was; zero while starting
 * @param behind how many records, transaction markers included, lie between the replica and the end of the topic as it was last seen; -1:
 *     not seen yet
 * @param lastContact when the brokers last answered; null: never
 * @param accounts how many accounts it knows a decision of
 * @param entities how many entities it knows a decision of
 * @param unreadable how many records it could not read and has skipped
 * @param trouble what is wrong at this moment, for people; null: nothing known
 */
public record Freshness(
        ReplicaState state,
        @Nullable Instant asOf,
        Duration age,
        long behind,
        @Nullable Instant lastContact,
        int accounts,
        int entities,
        long unreadable,
        @Nullable String trouble) {}
