package tidemark.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every contract promises to those who read it. */
class ContractRulesTest {

    /** Every record and enum of the contracts, nested ones included. */
    static Stream<Schema> types() {
        Map<String, Schema> types = new LinkedHashMap<>();
        ReleasedSchemas.current().forEach(schema -> collect(schema, types));
        return types.values().stream();
    }

    private static void collect(Schema schema, Map<String, Schema> types) {
        switch (schema.getType()) {
            case RECORD -> {
                if (types.putIfAbsent(schema.getFullName(), schema) == null) {
                    schema.getFields().forEach(field -> collect(field.schema(), types));
                }
            }
            case ENUM -> types.putIfAbsent(schema.getFullName(), schema);
            case ARRAY -> collect(schema.getElementType(), types);
            case UNION -> schema.getTypes().forEach(branch -> collect(branch, types));
            default -> {}
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void is_in_our_namespace_and_says_what_it_is(Schema type) {
        assertThat(type.getNamespace()).isEqualTo("tidemark.events");
        assertThat(type.getDoc()).as("doc of %s", type.getName()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("types")
    void every_field_says_what_it_is_and_is_in_snake_case(Schema type) {
        for (Schema.Field field : fields(type)) {
            assertThat(field.doc())
                    .as("doc of %s.%s", type.getName(), field.name())
                    .isNotBlank();
            assertThat(field.name()).matches("[a-z]+(_[a-z]+)*");
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void every_union_is_an_optional_value_that_defaults_to_null(Schema type) {
        for (Schema.Field field : fields(type)) {
            if (field.schema().isUnion()) {
                assertThat(field.schema().getTypes()).as(field.name()).hasSize(2);
                assertThat(field.schema().getTypes().get(0).getType()).isEqualTo(Schema.Type.NULL);
                assertThat(field.defaultVal()).as(field.name()).isSameAs(JsonProperties.NULL_VALUE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void every_enum_can_grow(Schema type) {
        if (type.getType() == Schema.Type.ENUM) {
            assertThat(type.getEnumDefault()).isEqualTo("UNKNOWN");
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void every_instant_is_a_timestamp_in_millis(Schema type) {
        for (Schema.Field field : fields(type)) {
            if (field.name().equals("at")
                    || field.name().endsWith("_at")
                    || field.name().equals("valid_until")) {
                Schema schema =
                        field.schema().isUnion() ? field.schema().getTypes().get(1) : field.schema();
                assertThat(schema.getLogicalType()).as(field.name()).isNotNull();
                assertThat(schema.getLogicalType().getName()).isEqualTo("timestamp-millis");
            }
        }
    }

    private static Iterable<Schema.Field> fields(Schema type) {
        return type.getType() == Schema.Type.RECORD ? type.getFields() : java.util.List.of();
    }
}
