package tidemark.benchmarks.load;

import tidemark.benchmarks.rivals.RivalTopics;

/**
 * The limits under which a population uses: every user holds a role with a limit, every entity has one of its own. One user in a
 * hundred comes to the limit sooner or later while so many events are used up evenly; nobody else does.
 *
 * @param events in all, for which the limits are made
 */
public record Terms(Population population, long events) {

    private static final String WIDE = "wide";
    private static final String TIGHT = "tight";
    private static final long UNREACHED = 9_000_000_000_000_000L;
    private static final int TIGHT_ONE_IN = 100;

    /* Tight limits come in so many sizes, so that they are reached at different times. */
    private static final int SIZES = 10;

    /** Tells Tidemark. */
    public void set(Inputs inputs) {
        for (int entity = 0; entity < population.entities(); entity++) {
            String name = population.entity(entity);
            inputs.limitEntity(name, UNREACHED);
            inputs.createRole(name, WIDE, UNREACHED);
            inputs.createRole(name, TIGHT, tightOf(entity));
        }
        for (int user = 0; user < population.users(); user++) {
            inputs.assign(population.entityOf(user), population.user(user), isTight(user) ? TIGHT : WIDE);
        }
        inputs.flush();
    }

    /** Tells the plain DSL the same. */
    public void set(Inputs inputs, RivalTopics rivals) {
        for (int user = 0; user < population.users(); user++) {
            long limit = isTight(user) ? tightOf(user % population.entities()) : UNREACHED;
            inputs.limitInTable(rivals, population.entityOf(user), population.user(user), limit);
        }
        inputs.flush();
    }

    private static boolean isTight(int user) {
        // By its digits, not by the remainder: that would put all of an entity's users into the same role.
        return user / TIGHT_ONE_IN % TIGHT_ONE_IN == user % TIGHT_ONE_IN;
    }

    private long tightOf(int entity) {
        long usedEvenly = events / population.users() * Usage.MOST_MICROS / 2;
        return Math.max(1, usedEvenly * (entity % SIZES * 2 + 1) / (SIZES * 2));
    }
}
