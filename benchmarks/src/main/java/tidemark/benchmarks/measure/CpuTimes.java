package tidemark.benchmarks.measure;

/**
 * Processor time, in nanoseconds.
 *
 * @param node of the node
 * @param stack of broker and registry
 * @param load of this process, which makes the load and takes the figures
 * @param machine of all processes together; 0 where that is not known
 */
record CpuTimes(long node, long stack, long load, long machine) {

    CpuTimes minus(CpuTimes before) {
        return new CpuTimes(node - before.node, stack - before.stack, load - before.load, machine - before.machine);
    }

    /** Of processes that have nothing to do with it: they disturb. */
    long others() {
        return Math.max(0, machine - node - stack - load);
    }
}
