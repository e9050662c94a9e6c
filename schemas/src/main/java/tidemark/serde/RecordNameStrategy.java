package tidemark.serde;

import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;

/** One subject for each record type, whatever the topic: {@code <namespace>.<name>}. */
public final class RecordNameStrategy implements SubjectNameStrategy {
    @Override
    public String subjectName(String topic, boolean isKey, Schema schema) {
        return recordName(isKey, schema);
    }

    static String recordName(boolean isKey, Schema schema) {
        if (schema.getType() != Schema.Type.RECORD) {
            String part = isKey ? "key" : "value";
            throw new SerializationException("With this " + part + ".subject.name.strategy the " + part
                    + " must be a record, but its schema is " + schema.getType());
        }
        return schema.getFullName();
    }
}
