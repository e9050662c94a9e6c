package tidemark.topology.intake;

/**
 * A schema that is being asked for.
 *
 * @param sample a record written with it, to ask with
 * @param failures how often the registry could not answer
 */
record WaitingSchema(Inbound sample, int failures) {

    WaitingSchema failedAgain() {
        return new WaitingSchema(sample, failures + 1);
    }
}
