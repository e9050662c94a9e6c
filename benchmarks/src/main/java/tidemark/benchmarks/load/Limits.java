package tidemark.benchmarks.load;

/** What limits the entities of a population have, none of which is reached. */
public enum Limits {

    /** None. */
    NONE {
        @Override
        public void set(Population population, Inputs inputs) {}
    },

    /** So large that what is used is nothing to it: hardly any report of a sum is urgent. */
    FAR {
        @Override
        public void set(Population population, Inputs inputs) {
            for (int entity = 0; entity < population.entities(); entity++) {
                inputs.limitEntity(population.entity(entity), 9_000_000_000_000_000L);
            }
            inputs.flush();
        }
    },

    /** So near that every report of a sum is urgent. */
    NEAR {
        @Override
        public void set(Population population, Inputs inputs) {
            for (int entity = 0; entity < population.entities(); entity++) {
                String name = population.entity(entity);
                inputs.limitEntity(name, MILLION_CREDITS);
                // The rest is less than 1/1024 of the limit, where there is no leeway (ADR 14), and more than will be
                // used.
                inputs.send(inputs.usage("most-of-it", name, "most-of-it", MILLION_CREDITS - MILLION_CREDITS / 2_000));
            }
            inputs.flush();
        }
    };

    private static final long MILLION_CREDITS = 1_000_000_000_000L;

    /** Sets them, and waits until that is delivered. */
    public abstract void set(Population population, Inputs inputs);
}
