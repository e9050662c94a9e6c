package tidemark.topology.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import tidemark.events.Role;

class EventWriterTest {

    @Test
    void another_serializer_can_take_the_place_of_ours_by_its_class_name() {
        Map<String, String> settings = Map.of(EventWriter.SERIALIZER, Fixed.class.getName(), "fixed.byte", "9");

        try (EventWriter writer = EventWriter.of(settings)) {
            assertThat(writer.sample("roles", Role.class)).containsExactly(9);
        }
    }

    @Test
    void a_class_that_is_no_serializer_is_refused_in_a_sentence() {
        for (String name : new String[] {"no.such.Class", "java.lang.String"}) {
            assertThatThrownBy(() -> EventWriter.of(Map.of(EventWriter.SERIALIZER, name)))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("value.serializer")
                    .hasMessageContaining(name);
        }
    }

    /** Writes always the same. */
    public static final class Fixed implements Serializer<Object> {

        private byte content;

        /** For Kafka. */
        public Fixed() {}

        @Override
        public void configure(Map<String, ?> settings, boolean isKey) {
            content = Byte.parseByte(String.valueOf(settings.get("fixed.byte")));
        }

        @Override
        public byte[] serialize(String topic, Object value) {
            return new byte[] {content};
        }
    }
}
