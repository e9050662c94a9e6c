package tidemark.topology.intake;

/**
 * What an {@link IntakeDesk} is connected to.
 *
 * @param parkingStore name of the logged store for records that wait; see {@link IntakeDesk#parkingStore}
 * @param rejectedSink name of the sink that writes {@code rejected-events}, a child of the processor
 * @param maxRecordBytes largest key and value together, in bytes, that are accepted
 */
public record IntakeSettings(String parkingStore, String rejectedSink, int maxRecordBytes) {}
