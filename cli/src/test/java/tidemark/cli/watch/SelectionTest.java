package tidemark.cli.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SelectionTest {

    @Test
    void an_entity_is_shown_with_its_users_and_no_other() {
        Selection acme = new Selection("acme");

        assertThat(acme.takes(record("acme"))).isTrue();
        assertThat(acme.takes(record("acme/alice"))).isTrue();
        assertThat(acme.takes(record("acme2"))).isFalse();
        assertThat(acme.takes(record("globex/acme"))).isFalse();
        assertThat(acme.takes(record(null))).isFalse();
    }

    @Test
    void without_an_entity_everything_is_shown() {
        assertThat(new Selection(null).takes(record("globex/alice"))).isTrue();
        assertThat(new Selection(null).takes(record(null))).isTrue();
    }

    private static ConsumerRecord<byte[], byte[]> record(@Nullable String key) {
        return new ConsumerRecord<>("block-decisions", 0, 0, key == null ? null : key.getBytes(UTF_8), null);
    }
}
