package tidemark.serde;

import org.apache.avro.Schema;

/**
 * A schema registry, answering from memory what it has answered before. Safe for use by many threads.
 *
 * <p>Every method may throw: a {@link org.apache.kafka.common.errors.RetriableException} where the registry is down, slow or busy
 * and the same call may succeed later; a {@link org.apache.kafka.common.errors.SerializationException} where the registry does not
 * know the schema or refuses it; any other {@link org.apache.kafka.common.errors.ApiException} where it must be set up
 * differently (credentials, rights, address).
 */
public interface SchemaRegistryClient {

    /** Files a schema under a subject, once, and returns its id. */
    int register(String subject, Schema schema, boolean normalize);

    /** The id of a schema that is already filed under the subject. */
    int idOf(String subject, Schema schema, boolean normalize);

    /** The schema of that identity, references resolved. */
    Schema schemaOf(SchemaIdentity identity);

    /** Whether {@link #schemaOf} answers without asking the registry. Never blocks. */
    boolean isLoaded(SchemaIdentity identity);

    /** The newest version of a subject, asked for anew each time. */
    RegisteredSchema latest(String subject);

    /** Loads every version of a subject, so that records of all of them decode without asking; returns how many. */
    int loadVersions(String subject);

    /** Sets how the registry holds a subject's next versions against the former, for example {@code FULL_TRANSITIVE}. */
    void setCompatibility(String subject, String level);
}
