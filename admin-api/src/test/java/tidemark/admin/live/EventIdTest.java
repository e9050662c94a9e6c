package tidemark.admin.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids of events: they say exactly where a stream stands, to the stream itself, and nothing else passes for one. */
class EventIdTest {

    private static final Watched ACME = new Watched("acme", null);
    private static final Watched ANN = new Watched("acme", "ann");

    private static Offsets all(int... partitions) {
        Random random = new Random(1);
        Offsets offsets = Offsets.none(partitions);
        for (int kind = 0; kind < EventKind.COUNT; kind++) {
            for (int partition = 0; partition < partitions[kind]; partition++) {
                offsets.set(kind, partition, random.nextLong(1L << random.nextInt(1, 60)));
            }
        }
        return offsets;
    }

    @Test
    void an_id_says_where_the_stream_stands() {
        Offsets next = all(6, 3, 24, 1);

        assertThat(EventId.read(EventId.of(ACME, next), ACME)).hasToString(next.toString());
        assertThat(EventId.read(EventId.of(ANN, next.of(ANN)), ANN))
                .hasToString(next.of(ANN).toString());
    }

    @Test
    void an_id_of_a_user_is_short_and_one_of_an_entity_no_longer_than_a_header_may_be() {
        Offsets next = all(100, 100, 100, 100);

        assertThat(EventId.of(ANN, next.of(ANN))).hasSizeLessThan(100);
        assertThat(EventId.of(ACME, next)).hasSizeLessThan(6_000);
    }

    @Test
    void an_id_is_of_its_own_stream_only() {
        String id = EventId.of(ACME, all(2, 2, 2, 2));

        assertThat(EventId.read(id, ANN)).isNull();
        assertThat(EventId.read(id, new Watched("acme2", null))).isNull();
    }

    @Test
    void an_id_that_was_changed_anywhere_is_none() {
        byte[] good = Base64.getUrlDecoder().decode(EventId.of(ACME, all(2, 2, 2, 2)));
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 1;
            assertThat(EventId.read(Base64.getUrlEncoder().encodeToString(bad), ACME))
                    .as("byte %s", i)
                    .isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!", "AAAA", "AQ", "é", "0", "null", "AAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void what_is_no_id_is_none(String text) {
        assertThat(EventId.read(text, ACME)).isNull();
        assertThat(EventId.read("A".repeat(100_000), ACME)).isNull();
    }

    @Test
    void bytes_that_are_drawn_at_random_are_none() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            assertThat(EventId.read(Base64.getUrlEncoder().encodeToString(bytes), ACME))
                    .isNull();
        }
    }

    @Test
    void keys_concern_the_stream_that_they_name() {
        assertThat(ACME.concerns("acme")).isTrue();
        assertThat(ACME.concerns("acme/ann")).isTrue();
        assertThat(ACME.concerns("acme2")).isFalse();
        assertThat(ACME.concerns("acme2/ann")).isFalse();
        assertThat(ACME.concerns("acm")).isFalse();
        assertThat(ANN.concerns("acme/ann")).isTrue();
        assertThat(ANN.concerns("acme")).isFalse();
        assertThat(ANN.concerns("acme/anna")).isFalse();
        assertThat(ANN.concerns("acme/an")).isFalse();
        assertThat(ANN.concerns("acmex/ann")).isFalse();
        assertThat(ANN.concerns("")).isFalse();
    }
}
