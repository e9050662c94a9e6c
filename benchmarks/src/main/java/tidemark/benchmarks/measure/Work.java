package tidemark.benchmarks.measure;

/**
 * What was done between two moments.
 *
 * @param events committed
 * @param seconds that went by
 * @param nodeCpuSeconds processor time of the node
 * @param stackCpuSeconds processor time of broker and registry
 * @param othersCpuSeconds processor time of processes that have nothing to do with it
 */
public record Work(
        long events, double seconds, double nodeCpuSeconds, double stackCpuSeconds, double othersCpuSeconds) {

    /** Events per second. */
    public double perSecond() {
        return events / seconds;
    }

    /** Events per second of the node's processor time. */
    public double perCpuSecond() {
        return events / nodeCpuSeconds;
    }

    /** How many processors others kept busy, on average. */
    public double othersCores() {
        return othersCpuSeconds / seconds;
    }
}
