package tidemark.serde;

import org.apache.avro.Schema;

/** The rule by which a record's schema is filed under a subject of the registry. */
public interface SubjectNameStrategy {

    /**
     * Names the subject.
     *
     * @throws org.apache.kafka.common.errors.SerializationException if the schema has no name and the rule needs one
     */
    String subjectName(String topic, boolean isKey, Schema schema);
}
