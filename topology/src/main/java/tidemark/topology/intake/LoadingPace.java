package tidemark.topology.intake;

import java.time.Duration;

/**
 * How eagerly schemas are asked for.
 *
 * @param firstBackoff wait after the first failure of the registry; doubled after each further one
 * @param maxBackoff longest wait
 * @param refusalMemory how long a schema that the registry does not know is not asked for again
 * @param maxSchemas how many schemas are asked for at the same time, so that invented ids cannot fill the memory
 */
record LoadingPace(Duration firstBackoff, Duration maxBackoff, Duration refusalMemory, int maxSchemas) {

    static final LoadingPace STANDARD =
            new LoadingPace(Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofSeconds(30), 64);

    long backoffMillis(int failures) {
        long doubled = firstBackoff.toMillis() << Math.min(failures - 1, 16);
        return Math.min(doubled, maxBackoff.toMillis());
    }
}
