package tidemark.serde;

import java.util.UUID;

/** The name under which the schema of a record's bytes is to be found in the registry. */
public sealed interface SchemaIdentity {

    /** The form of version 0: a number that one registry hands out. */
    record Id(int value) implements SchemaIdentity {
        @Override
        public String toString() {
            return "schema id " + value;
        }
    }

    /** The form of version 1: an identifier that is the same in every registry. */
    record Guid(UUID value) implements SchemaIdentity {
        @Override
        public String toString() {
            return "schema GUID " + value;
        }
    }
}
