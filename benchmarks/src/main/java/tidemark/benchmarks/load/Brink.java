package tidemark.benchmarks.load;

import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Users who are one micro below the limit of their role: one more blocks them, taking it away lets them in again. So they can tell
 * for as long as is wanted how soon decisions come, and whether the node still knows what they have used.
 *
 * @param users how many; they take turns
 */
public record Brink(int users) {

    /** The entity of all of them. */
    public static final String ENTITY = "brink";

    private static final String ROLE = "tight";
    private static final long LIMIT = 1_000_000;

    /**
     * An event that causes a decision.
     *
     * @param id of the event, which the decision names as its cause
     * @param blocks whether it blocks; otherwise it lets in again
     * @param used what the user has used with it, in micros
     * @param encoded ready to be sent
     */
    public record Probe(String id, boolean blocks, long used, ProducerRecord<byte[], byte[]> encoded) {}

    /** Creates the role and gives it to all. */
    public void enrol(Inputs inputs) {
        inputs.createRole(ENTITY, ROLE, LIMIT);
        for (int user = 0; user < users; user++) {
            inputs.assign(ENTITY, user(user), ROLE);
        }
        inputs.flush();
    }

    /** Brings all to the brink. */
    public void use(Inputs inputs) {
        for (int user = 0; user < users; user++) {
            inputs.send(inputs.usage("most-of-it", ENTITY, user(user), LIMIT - 1));
        }
        inputs.flush();
    }

    /** The probe of that number, counted from 0 without a gap. */
    Probe probe(long number, Inputs inputs) {
        String id = "probe-" + number;
        boolean blocks = number / users % 2 == 0;
        return new Probe(
                id,
                blocks,
                blocks ? LIMIT : LIMIT - 1,
                inputs.usage(id, ENTITY, user((int) (number % users)), blocks ? 1 : -1));
    }

    /** The id of a user, by number. */
    public static String user(int number) {
        return "user-" + number;
    }
}
