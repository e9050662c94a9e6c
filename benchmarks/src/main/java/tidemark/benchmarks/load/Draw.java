package tidemark.benchmarks.load;

import java.util.SplittableRandom;

/** How the user of the next event is drawn. */
interface Draw {

    /** The number of a user, from 0. */
    int next(SplittableRandom random);
}
