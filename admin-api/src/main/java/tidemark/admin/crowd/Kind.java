package tidemark.admin.crowd;

import java.time.Duration;
import tidemark.topology.queries.Among;
import tidemark.topology.queries.Looked;

/**
 * A kind of question that nodes put to each other.
 *
 * @param name last segment of its path
 * @param question type of the question's body
 * @param finding type of the finding's body
 * @param patience how long a node may take
 * @param here how it is answered from the copies on this node
 */
record Kind<Q, F>(String name, Class<Q> question, Class<F> finding, Duration patience, Here<Q, F> here) {

    /** Answers from the copies on this node. */
    @FunctionalInterface
    interface Here<Q, F> {

        Looked<F> look(Among among, Q question);
    }
}
