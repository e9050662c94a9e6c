package tidemark.cli.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import tidemark.admin.log.Deadline;
import tidemark.admin.log.TopicReader;
import tidemark.cli.connect.UnreachableException;
import tidemark.cli.exit.ExitCodes;

/** Prints the records of a topic until there is a reason to end. */
final class Watch {

    private static final Duration POLL = Duration.ofMillis(250);

    private final Subject subject;
    private final Selection selection;
    private final RecordJson rendering;
    private final boolean json;
    private final PrintWriter out;
    private final PrintWriter err;
    private long printed;

    /**
     * When to end.
     *
     * @param atEnd at the end offsets taken at the start
     * @param max after so many records
     * @param silence after so long without a record to show, or on the way to the end without any; null: however long
     */
    record Until(boolean atEnd, long max, @Nullable Duration silence) {}

    Watch(Subject subject, Selection selection, RecordJson rendering, boolean json, PrintWriter out, PrintWriter err) {
        this.subject = subject;
        this.selection = selection;
        this.rendering = rendering;
        this.json = json;
        this.out = out;
        this.err = err;
    }

    int follow(TopicReader reader, boolean fromBeginning, Until until) {
        Map<TopicPartition, Long> ends = position(reader, fromBeginning);
        err.println("watching");
        err.flush();
        @Nullable Deadline silence = deadline(until);
        while (printed < until.max() && !(until.atEnd() && reader.reached(ends))) {
            if (silence != null && silence.passed()) {
                return silent(until);
            }
            ConsumerRecords<byte[], byte[]> records = reader.poll(silence == null ? POLL : silence.leftAtMost(POLL));
            long before = printed;
            print(records, ends, until);
            if (printed > before || (until.atEnd() && !records.isEmpty())) {
                silence = deadline(until);
            }
            if (out.checkError()) {
                // Whoever read the output has gone, as in `watch decisions | head -1`.
                return ExitCodes.DONE;
            }
        }
        return ExitCodes.DONE;
    }

    private static Map<TopicPartition, Long> position(TopicReader reader, boolean fromBeginning) {
        if (!fromBeginning) {
            return reader.seekToEnd();
        }
        Map<TopicPartition, Long> ends = reader.endOffsets();
        reader.seekToBeginning();
        return ends;
    }

    private static int silent(Until until) {
        if (until.atEnd()) {
            throw new UnreachableException("The end of the topic was not reached: no record came in time.", null);
        }
        return ExitCodes.DONE;
    }

    private static @Nullable Deadline deadline(Until until) {
        return until.silence() == null ? null : Deadline.in(until.silence());
    }

    private void print(ConsumerRecords<byte[], byte[]> records, Map<TopicPartition, Long> ends, Until until) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Long end = ends.get(new TopicPartition(record.topic(), record.partition()));
            boolean beyond = until.atEnd() && end != null && record.offset() >= end;
            if (printed < until.max() && !beyond && selection.takes(record)) {
                print(record);
            }
        }
    }

    private void print(ConsumerRecord<byte[], byte[]> record) {
        try {
            ObjectNode rendered = subject == Subject.REJECTED ? RecordJson.rejected(record) : rendering.of(record);
            out.println(json ? rendered : RecordText.of(subject, rendered));
            printed++;
        } catch (SerializationException e) {
            err.println("The record at " + record.topic() + "-" + record.partition() + "@" + record.offset()
                    + " cannot be decoded and is left out.");
            err.flush();
        }
    }
}
