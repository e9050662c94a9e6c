package tidemark.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import tidemark.ledger.Scope;

/**
 * Events that each cause a decision: half of them bring an entity of their own to its limit, the others a user to a role's.
 *
 * @param count how many of both together
 * @param steps in how many equal events of as many users an entity comes to its limit; the last one is the probe
 */
public record Probes(int count, int steps) {

    private static final String MEMBERS = "members";
    private static final String ROLE = "tight";
    private static final long LIMIT = 1_000_000;

    /* How many probes lie between two steps of one entity. */
    private static final int APART = 16;

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

    /** Whose decision a probe causes, as the key of the decision. */
    public static String subject(int probe) {
        return scope(probe) == Scope.ENTITY ? entity(probe) : MEMBERS + "/" + user(probe);
    }

    /** Whose decision a probe causes. */
    public static Scope scope(int probe) {
        return probe % 2 == 0 ? Scope.ENTITY : Scope.USER;
    }

    ProducerRecord<byte[], byte[]> encoded(int probe, Inputs inputs) {
        if (scope(probe) == Scope.USER) {
            return inputs.usage("probe-" + probe, MEMBERS, user(probe), LIMIT);
        }
        // The first ones have no time for all of their steps.
        int before = Math.min(steps - 1, probe / APART);
        return inputs.usage("probe-" + probe, entity(probe), user(probe), LIMIT - before * step());
    }

    /** The steps of later probes that are due with this one. */
    List<ProducerRecord<byte[], byte[]>> stepsOfLater(int probe, Inputs inputs) {
        List<ProducerRecord<byte[], byte[]>> due = new ArrayList<>();
        for (int step = 1; step < steps && scope(probe) == Scope.ENTITY; step++) {
            int later = probe + step * APART;
            if (later < count) {
                String name = "-" + step + "-before";
                due.add(inputs.usage("probe-" + later + name, entity(later), user(later) + name, step()));
            }
        }
        return due;
    }

    private long step() {
        return LIMIT / steps;
    }

    private static String entity(int probe) {
        return "small-" + probe;
    }

    private static String user(int probe) {
        return "user-" + probe;
    }
}
