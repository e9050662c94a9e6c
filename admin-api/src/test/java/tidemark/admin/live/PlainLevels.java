package tidemark.admin.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import tidemark.events.Cause;
import tidemark.events.Level;
import tidemark.events.LevelChange;
import tidemark.events.Scope;

/** Reads a bare number as a change of a level that names it, so that no registry is needed. */
public final class PlainLevels implements Deserializer<Object> {

    static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");

    @Override
    public Object deserialize(String topic, byte[] data) {
        try {
            return LevelChange.newBuilder()
                    .setScope(Scope.USER)
                    .setEntityId("acme")
                    .setUserId("ann")
                    .setPeriod("2026-11")
                    .setFrom(Level.NONE)
                    .setTo(Level.WARNED)
                    .setUsedMicros(Long.parseLong(new String(data, UTF_8)))
                    .setSequence(1)
                    .setCause(Cause.USAGE)
                    .setCausedBy("e")
                    .setAt(AT)
                    .build();
        } catch (NumberFormatException e) {
            throw new SerializationException("no number", e);
        }
    }
}
