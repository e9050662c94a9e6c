package tidemark.serde;

import org.apache.avro.Schema;

/** One subject for each topic: {@code <topic>-key} or {@code <topic>-value}. The default. */
public final class TopicNameStrategy implements SubjectNameStrategy {
    @Override
    public String subjectName(String topic, boolean isKey, Schema schema) {
        return topic + (isKey ? "-key" : "-value");
    }
}
