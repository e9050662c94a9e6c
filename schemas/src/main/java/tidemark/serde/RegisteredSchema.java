package tidemark.serde;

import org.apache.avro.Schema;

/**
 * A schema as one version of a subject.
 *
 * @param id the registry's id of it
 * @param version counts the subject's schemas from 1
 */
public record RegisteredSchema(int id, int version, Schema schema) {}
