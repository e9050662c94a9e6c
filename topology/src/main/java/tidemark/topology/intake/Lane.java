package tidemark.topology.intake;

import org.apache.avro.specific.SpecificRecord;

/** One source with its reader and its handler. */
final class Lane<T extends SpecificRecord> {

    private final Source<T> source;
    private final EventReader<T> reader;
    private final Handler<T> handler;

    Lane(Source<T> source, EventReader<T> reader, Handler<T> handler) {
        this.source = source;
        this.reader = reader;
        this.handler = handler;
    }

    Source<T> source() {
        return source;
    }

    /** Settles a record unless its schema is still missing; says whether it did. */
    boolean settle(Inbound inbound, Runnable settling, IntakeDesk desk) {
        Reading<T> reading = reader.read(inbound);
        if (reading instanceof Reading.Event<T> event) {
            settling.run();
            handler.accept(inbound, event.value());
            return true;
        }
        if (reading instanceof Reading.Refused<T> refused) {
            settling.run();
            desk.reject(inbound, refused.rejection());
            return true;
        }
        return false;
    }
}
