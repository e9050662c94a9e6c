package tidemark.benchmarks.micro;

import org.apache.avro.Schema;
import tidemark.serde.RegisteredSchema;
import tidemark.serde.SchemaIdentity;
import tidemark.serde.SchemaRegistryClient;

/**
 * A registry of one schema, which never has to be asked for.
 *
 * @param schema it is filed under every subject, as id 1
 */
record LoneSchema(Schema schema) implements SchemaRegistryClient {

    private static final int ID = 1;

    @Override
    public int register(String subject, Schema given, boolean normalize) {
        return ID;
    }

    @Override
    public int idOf(String subject, Schema given, boolean normalize) {
        return ID;
    }

    @Override
    public Schema schemaOf(SchemaIdentity identity) {
        return schema;
    }

    @Override
    public boolean isLoaded(SchemaIdentity identity) {
        return true;
    }

    @Override
    public RegisteredSchema latest(String subject) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int loadVersions(String subject) {
        return 1;
    }

    @Override
    public void setCompatibility(String subject, String level) {}
}
