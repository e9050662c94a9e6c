package tidemark.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every contract to FULL_TRANSITIVE against what was released. */
class SchemaEvolutionTest {

    static Stream<Schema> contracts() {
        return ReleasedSchemas.current().stream();
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void reads_and_is_read_by_every_released_version(Schema current) {
        List<Schema> released = ReleasedSchemas.of(current);
        assertThat(released).isNotEmpty();
        for (int i = 0; i < released.size(); i++) {
            assertThat(FullCompatibility.faults(current, released.get(i)))
                    .as("%s against its released version %d", current.getName(), i + 1)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void is_what_was_released_last(Schema current) {
        List<Schema> released = ReleasedSchemas.of(current);
        // As text, because docs and defaults are part of what is released, but not of schema equality.
        assertThat(current.toString())
                .as(
                        "%s has changed: copy it to %s/v%d.avsc (its getClassSchema().toString()) with this change",
                        current.getName(), ReleasedSchemas.folder(current), released.size() + 1)
                .isEqualTo(released.get(released.size() - 1).toString());
    }

    private static final String BASE = """
            {"type":"record","name":"R","fields":[
              {"name":"a","type":"string"},
              {"name":"b","type":["null","long"],"default":null},
              {"name":"e","type":{"type":"enum","name":"E","symbols":["UNKNOWN","X"],"default":"UNKNOWN"}},
              {"name":"strict","type":{"type":"enum","name":"S","symbols":["P","Q"]}}]}""";

    private static List<String> faultsAfter(String what, String change) {
        assertThat(BASE).contains(what);
        Schema changed = new Schema.Parser().parse(BASE.replace(what, change));
        return FullCompatibility.faults(changed, new Schema.Parser().parse(BASE));
    }

    @Test
    void the_checker_lets_compatible_changes_pass() {
        assertThat(faultsAfter("\"a\"", "\"a\"")).isEmpty();
        assertThat(faultsAfter("{\"name\":\"b\",\"type\":[\"null\",\"long\"],\"default\":null},\n", ""))
                .isEmpty();
        assertThat(faultsAfter(
                        "{\"name\":\"a\"",
                        "{\"name\":\"c\",\"type\":[\"null\",\"string\"],\"default\":null},{\"name\":\"a\""))
                .isEmpty();
        assertThat(faultsAfter("\"UNKNOWN\",\"X\"]", "\"UNKNOWN\",\"X\",\"Y\"]"))
                .isEmpty();
    }

    @Test
    void the_checker_finds_a_removed_field_without_default() {
        assertThat(faultsAfter("{\"name\":\"a\",\"type\":\"string\"},\n", ""))
                .singleElement()
                .asString()
                .contains("READER_FIELD_MISSING_DEFAULT_VALUE");
    }

    @Test
    void the_checker_finds_an_added_field_without_default() {
        assertThat(faultsAfter("{\"name\":\"a\"", "{\"name\":\"c\",\"type\":\"string\"},{\"name\":\"a\""))
                .singleElement()
                .asString()
                .contains("READER_FIELD_MISSING_DEFAULT_VALUE");
    }

    @Test
    void the_checker_finds_a_changed_type_even_one_that_reads_in_one_direction() {
        assertThat(faultsAfter("[\"null\",\"long\"]", "[\"null\",\"string\"]")).isNotEmpty();
        assertThat(faultsAfter("[\"null\",\"long\"]", "[\"null\",\"int\"]")).isNotEmpty();
        assertThat(faultsAfter("[\"null\",\"long\"]", "[\"null\",\"long\",\"string\"]"))
                .isNotEmpty();
    }

    @Test
    void the_checker_finds_a_renamed_field() {
        assertThat(faultsAfter("\"name\":\"a\"", "\"name\":\"renamed\"")).isNotEmpty();
    }

    @Test
    void the_checker_finds_an_enum_symbol_without_a_default_to_fall_back_to() {
        assertThat(faultsAfter("\"P\",\"Q\"]", "\"P\",\"Q\",\"R\"]"))
                .singleElement()
                .asString()
                .contains("MISSING_ENUM_SYMBOLS");
    }
}
