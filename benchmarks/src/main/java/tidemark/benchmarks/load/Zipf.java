package tidemark.benchmarks.load;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Numbers from 0 up, of which number n is drawn with a probability that is proportional to 1/(n+1): Zipf's law with exponent 1.
 * By inversion of the cumulated weights.
 */
final class Zipf implements Draw {

    private final double[] cumulated;

    /** Of that many numbers. */
    Zipf(int count) {
        cumulated = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += 1.0 / (i + 1);
            cumulated[i] = sum;
        }
    }

    @Override
    public int next(SplittableRandom random) {
        int at = Arrays.binarySearch(cumulated, random.nextDouble(cumulated[cumulated.length - 1]));
        return at < 0 ? -at - 1 : Math.min(at + 1, cumulated.length - 1);
    }
}
