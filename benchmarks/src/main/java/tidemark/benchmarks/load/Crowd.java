package tidemark.benchmarks.load;

/**
 * Everybody who holds one role, which is the only one of its entity: each has used a little, every hundredth twenty times as much.
 * So a limit of the role blocks nobody, a hundredth or everybody.
 *
 * @param entity the entity, which has no other users
 * @param members how many they are
 * @param eventsEach how many events of usage each of them has
 */
public record Crowd(String entity, int members, int eventsEach) {

    private static final String ROLE = "everybody";
    private static final int HEAVY = 100;
    private static final long LITTLE_MICROS = 100;
    private static final long MUCH_MICROS = 2_000;
    private static final long UNREACHED_MICROS = 1_000_000_000;

    /* Prime, so that users come up in no order that the stores could profit from. */
    private static final long STRIDE = 7_368_787;

    /** Whom a limit blocks. */
    public enum Bound {
        /** Nobody. */
        NOBODY,
        /** Every hundredth member. */
        HUNDREDTH,
        /** All members. */
        EVERYBODY
    }

    /** Creates the role, without anybody whom it blocks, and gives it to all. */
    public void enrol(Inputs inputs) {
        inputs.createRole(entity, ROLE, micros(Bound.NOBODY));
        for (int i = 0; i < members; i++) {
            inputs.assign(entity, user(scattered(i)), ROLE);
        }
        inputs.flush();
    }

    /** Publishes some of the events of each member. */
    public void use(int fromEvent, int toEvent, Inputs inputs) {
        for (int event = fromEvent; event < toEvent; event++) {
            for (int i = 0; i < members; i++) {
                int member = scattered(i);
                long micros = member % HEAVY == 0 ? MUCH_MICROS : LITTLE_MICROS;
                inputs.send(inputs.usage("event-" + event, entity, user(member), micros));
            }
        }
        inputs.flush();
    }

    /** Sends the change of the limit that blocks those. */
    public void bound(Bound bound, String change, Inputs inputs) {
        inputs.limitRole(change, entity, ROLE, micros(bound));
        inputs.flush();
    }

    /** How many a limit blocks. */
    public int blocked(Bound bound) {
        return switch (bound) {
            case NOBODY -> 0;
            case HUNDREDTH -> (members + HEAVY - 1) / HEAVY;
            case EVERYBODY -> members;
        };
    }

    /** The id of a member, by number. */
    public String user(int member) {
        return "user-" + member;
    }

    private long micros(Bound bound) {
        return switch (bound) {
            case NOBODY -> UNREACHED_MICROS;
            case HUNDREDTH -> eventsEach * MUCH_MICROS;
            case EVERYBODY -> eventsEach * LITTLE_MICROS;
        };
    }

    private int scattered(int i) {
        return (int) (i * STRIDE % members);
    }
}
