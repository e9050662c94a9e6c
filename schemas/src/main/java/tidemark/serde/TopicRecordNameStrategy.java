package tidemark.serde;

import org.apache.avro.Schema;

/** One subject for each record type of each topic: {@code <topic>-<namespace>.<name>}. */
public final class TopicRecordNameStrategy implements SubjectNameStrategy {
    @Override
    public String subjectName(String topic, boolean isKey, Schema schema) {
        return topic + "-" + RecordNameStrategy.recordName(isKey, schema);
    }
}
