package tidemark.topology.intake;

import org.apache.avro.specific.SpecificRecord;

/**
 * An input topic and how its records are to be taken.
 *
 * @param topic the topic as it is called in the cluster
 * @param origin the topic that its records were written to first; the same, except for re-routed usage
 * @param type what its values must be
 * @param travel where the coordinates of a record are found
 * @param inOrder whether a record has to wait while an earlier one of its partition waits for a schema
 */
public record Source<T extends SpecificRecord>(
        String topic, String origin, Class<T> type, Travel travel, boolean inOrder) {

    /** Where the true coordinates of a record are found. */
    enum Travel {
        /** In the record, but for the timestamp of an old one, which {@link Restamp} moved to a header. */
        DIRECT,
        /** In the record, but for its timestamp, which {@link OvertakingTimestamps} moved to a header. */
        OVERTAKING,
        /** In the headers that {@link IntakeDesk#reroute} wrote. */
        REROUTED
    }

    /** Usage: arrival is the record's timestamp, order does not matter. */
    public static <T extends SpecificRecord> Source<T> usage(String topic, Class<T> type) {
        return new Source<>(topic, topic, type, Travel.DIRECT, false);
    }

    /** Usage on its way from the wrong partition to the right one. Only we may write to this topic. */
    public static <T extends SpecificRecord> Source<T> rerouted(String topic, String origin, Class<T> type) {
        return new Source<>(topic, origin, type, Travel.REROUTED, false);
    }

    /** Changes read with {@link OvertakingTimestamps} through a {@link Restamp}: their order matters. */
    public static <T extends SpecificRecord> Source<T> overtakingChanges(String topic, Class<T> type) {
        return new Source<>(topic, topic, type, Travel.OVERTAKING, true);
    }

    /** Changes read with their own timestamps: their order matters. */
    public static <T extends SpecificRecord> Source<T> changes(String topic, Class<T> type) {
        return new Source<>(topic, topic, type, Travel.DIRECT, true);
    }
}
