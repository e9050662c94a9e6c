package tidemark.events;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;

/** Whether two versions of a schema can read each other's records. */
final class FullCompatibility {

    private FullCompatibility() {}

    /** What stands against it, in sentences; empty if nothing does. */
    static List<String> faults(Schema one, Schema other) {
        List<String> faults = new ArrayList<>();
        faults.addAll(reading(one, other));
        faults.addAll(reading(other, one));
        return faults;
    }

    private static List<String> reading(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities()
                .stream()
                .map(fault -> fault.getType() + " at " + fault.getLocation() + ": " + fault.getMessage())
                .toList();
    }
}
