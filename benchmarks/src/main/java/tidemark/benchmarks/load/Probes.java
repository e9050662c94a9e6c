package tidemark.benchmarks.load;

import org.apache.kafka.clients.producer.ProducerRecord;
import tidemark.ledger.Scope;

/**
 * Events that each cause a decision: half of them use up an entity of their own, the others a user's role limit.
 *
 * @param count how many of both together
 */
public record Probes(int count) {

    private static final String MEMBERS = "members";
    private static final String ROLE = "tight";
    private static final long LIMIT = 1_000_000;

    /** Sets the limits and gives the roles that the probes run into. */
    public void prepare(Inputs inputs) {
        inputs.createRole(MEMBERS, ROLE, LIMIT);
        for (int probe = 0; probe < count; probe++) {
            if (scope(probe) == Scope.ENTITY) {
                inputs.limitEntity(entity(probe), LIMIT);
            } else {
                inputs.assign(MEMBERS, user(probe), ROLE);
            }
        }
        inputs.flush();
    }

    /** How many entities got a limit. */
    public int limits() {
        return (count + 1) / 2;
    }

    /** How many users got a role. */
    public int assignments() {
        return count / 2;
    }

    /** The id of a probe's event. */
    public static String event(int probe) {
        return "probe-" + probe;
    }

    /** Whose decision a probe causes. */
    public static Scope scope(int probe) {
        return probe % 2 == 0 ? Scope.ENTITY : Scope.USER;
    }

    ProducerRecord<byte[], byte[]> encoded(int probe, Inputs inputs) {
        String entity = scope(probe) == Scope.ENTITY ? entity(probe) : MEMBERS;
        return inputs.usage(event(probe), entity, user(probe), LIMIT);
    }

    private static String entity(int probe) {
        return "small-" + probe;
    }

    private static String user(int probe) {
        return "user-" + probe;
    }
}
