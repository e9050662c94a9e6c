package tidemark.client.usage;

/**
 * What has become of usage so far.
 *
 * @param sent handed over
 * @param acknowledged stored by the brokers
 * @param failed given up; each was told to whoever handed it over
 */
public record PublishCounts(long sent, long acknowledged, long failed) {

    /** On its way: neither stored nor given up. */
    public long underWay() {
        return sent - acknowledged - failed;
    }
}
