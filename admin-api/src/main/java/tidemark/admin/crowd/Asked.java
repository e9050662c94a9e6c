package tidemark.admin.crowd;

import static java.util.Objects.requireNonNull;

/**
 * A question as one node puts it to another.
 *
 * @param partitions among the accounts of these, like {@code 0-3,7}
 * @param anyCopy whether a copy will do that only follows
 * @param question what is asked
 */
record Asked<Q>(String partitions, boolean anyCopy, Q question) {

    /* What other nodes send is read without trusting it. */
    Asked {
        requireNonNull(partitions);
        requireNonNull(question);
    }
}
