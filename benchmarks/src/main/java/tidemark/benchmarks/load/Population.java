package tidemark.benchmarks.load;

/**
 * Users spread evenly over entities.
 *
 * @param users how many in all
 * @param entities how many entities share them
 */
public record Population(int users, int entities) {

    /** The entity of a user, both by number. */
    String entityOf(int user) {
        return entity(user % entities);
    }

    /** The id of a user, by number. */
    String user(int user) {
        return "user-" + user;
    }

    /** The id of an entity, by number. */
    String entity(int number) {
        return "entity-" + number;
    }
}
