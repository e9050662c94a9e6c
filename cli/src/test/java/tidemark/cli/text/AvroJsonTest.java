package tidemark.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidemark.events.BlockDecision;
import tidemark.events.Cause;
import tidemark.events.ChangeResult;
import tidemark.events.Decision;
import tidemark.events.DecisionReason;
import tidemark.events.EntityLimitChange;
import tidemark.events.Role;
import tidemark.events.RoleAssignment;
import tidemark.events.RoleChange;
import tidemark.events.Scope;
import tidemark.events.UsageEvent;
import tidemark.events.UsageExceeded;
import tidemark.events.UsageWarning;

class AvroJsonTest {

    @Test
    void a_decision_reads_as_the_contract_says() {
        BlockDecision decision = BlockDecision.newBuilder()
                .setScope(Scope.USER)
                .setEntityId("acme")
                .setUserId("alice")
                .setDecision(Decision.BLOCK)
                .setReason(DecisionReason.USER_LIMIT_REACHED)
                .setPeriod("2026-11")
                .setUsedMicros(9_007_199_254_740_991L)
                .setSequence(7)
                .setAt(Instant.parse("2026-11-22T10:00:00Z"))
                .setValidUntil(Instant.parse("2026-12-01T00:00:00Z"))
                .setCause(Cause.USAGE)
                .setCausedBy("e1")
                .build();

        assertThat(AvroJson.of(decision).toString())
                .isEqualTo("{\"scope\":\"USER\",\"entity_id\":\"acme\",\"user_id\":\"alice\",\"decision\":\"BLOCK\","
                        + "\"reason\":\"USER_LIMIT_REACHED\",\"period\":\"2026-11\",\"used_micros\":9007199254740991,"
                        + "\"limit_micros\":null,\"role_id\":null,\"role_version\":null,\"sequence\":7,"
                        + "\"at\":\"2026-11-22T10:00:00.000Z\",\"valid_until\":\"2026-12-01T00:00:00.000Z\","
                        + "\"message\":null,\"cause\":\"USAGE\",\"caused_by\":\"e1\",\"operation_id\":null}");
    }

    @Test
    void a_tombstone_is_null() {
        assertThat(AvroJson.of(null).isNull()).isTrue();
    }

    static Stream<Schema> contracts() {
        return Stream.of(
                BlockDecision.getClassSchema(),
                ChangeResult.getClassSchema(),
                EntityLimitChange.getClassSchema(),
                Role.getClassSchema(),
                RoleAssignment.getClassSchema(),
                RoleChange.getClassSchema(),
                UsageEvent.getClassSchema(),
                UsageExceeded.getClassSchema(),
                UsageWarning.getClassSchema());
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void every_contract_has_its_field_names_plain_unions_and_iso_times(Schema schema) {
        JsonNode json = AvroJson.of((IndexedRecord) sample(schema));

        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .containsExactlyElementsOf(
                        schema.getFields().stream().map(Schema.Field::name).toList());
        assertThat(json.findValues("at")).allMatch(at -> at.asText().equals("2026-11-22T10:00:00.000Z"));
        assertThat(json.findValues("occurred_at")).allMatch(at -> at.asText().equals("2026-11-22T10:00:00.000Z"));
        assertThat(json.findValues("actor"))
                .allMatch(actor -> actor.path("user_id").asText().equals("text"));
        assertThat(json.toString()).doesNotContain("\"string\"").doesNotContain("\"long\"");
    }

    /** A generic value of a schema, every union at its last branch. */
    private static Object sample(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> {
                GenericData.Record record = new GenericData.Record(schema);
                schema.getFields().forEach(field -> record.put(field.pos(), sample(field.schema())));
                yield record;
            }
            case UNION -> sample(schema.getTypes().get(schema.getTypes().size() - 1));
            case ARRAY -> List.of(sample(schema.getElementType()));
            case ENUM ->
                new GenericData.EnumSymbol(schema, schema.getEnumSymbols().get(1));
            case LONG -> schema.getLogicalType() == null ? (Object) 5L : 1_795_341_600_000L;
            case INT -> 80;
            default -> "text";
        };
    }
}
