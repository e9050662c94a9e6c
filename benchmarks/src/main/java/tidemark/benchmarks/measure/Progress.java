package tidemark.benchmarks.measure;

/**
 * How far a node had come at one moment.
 *
 * @param nanos the moment, by a clock that only counts
 * @param done events committed so far
 * @param cpu processor times so far
 */
record Progress(long nanos, long done, CpuTimes cpu) {

    /** What was done since an earlier moment. */
    Work since(Progress before) {
        CpuTimes used = cpu.minus(before.cpu);
        return new Work(
                done - before.done,
                (nanos - before.nanos) / 1e9,
                used.node() / 1e9,
                used.stack() / 1e9,
                used.others() / 1e9);
    }
}
