package tidemark.topology.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import java.util.Objects;
import org.apache.avro.AvroTypeException;
import org.apache.avro.SchemaParseException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import tidemark.ledger.Reason;
import tidemark.ledger.Rejection;
import tidemark.topology.intake.FakeRegistry.RestClientException;

/** The failures are those of Confluent's deserializer, old and new, and of ours. */
final class DecodingFailureTest {

    @Test
    void a_registry_that_cannot_answer_is_never_the_records_fault() {
        List<Throwable> failures = List.of(
                new TimeoutException("slow"),
                new DisconnectException("gone"),
                new AuthenticationException("401"),
                new AuthorizationException("403"),
                new InterruptException("closing"),
                new SerializationException(
                        "Error retrieving Avro value schema for id 1", new ConnectException("refused")),
                new SerializationException(
                        "Error retrieving Avro value schema for id 1", new IOException("broken pipe")),
                new SerializationException("Error deserializing", new TimeoutException("slow")),
                new SerializationException("Error retrieving Avro schema for id 1", new RestClientException(503)),
                new SerializationException("Error retrieving Avro schema for id 1", new RestClientException(401)));
        assertThat(failures).allSatisfy(failure -> assertThat(DecodingFailure.judge(failure))
                .isNull());
    }

    @Test
    void a_registry_that_does_not_know_the_schema_says_so() {
        Throwable failure = new SerializationException("Error retrieving Avro schema", new RestClientException(404));
        assertThat(reasonOf(failure)).isEqualTo(Reason.UNKNOWN_SCHEMA);
    }

    @Test
    void a_body_that_does_not_fit_is_undecodable_and_proves_that_its_schema_was_there() {
        List<Throwable> failures = List.of(
                new SerializationException("Error deserializing Avro message for id 1", new EOFException()),
                new SerializationException("Error deserializing", new AvroTypeException("Found x, expecting y")),
                new SerializationException("Error deserializing", new StackOverflowError()),
                new IndexOutOfBoundsException("-5"),
                new StackOverflowError());
        assertThat(failures).allSatisfy(failure -> {
            assertThat(reasonOf(failure)).isEqualTo(Reason.UNDECODABLE);
            assertThat(DecodingFailure.provesSchema(failure)).isTrue();
        });
    }

    @Test
    void a_failure_without_a_cause_or_a_schema_that_cannot_be_parsed_proves_nothing() {
        assertThat(DecodingFailure.provesSchema(new SerializationException("who knows")))
                .isFalse();
        assertThat(DecodingFailure.provesSchema(new SerializationException("bad", new SchemaParseException("x"))))
                .isFalse();
    }

    @Test
    void a_schema_without_a_class_is_another_kind_of_record() {
        assertThat(reasonOf(new SerializationException("Could not find class a.B specified in writer's schema")))
                .isEqualTo(Reason.WRONG_RECORD_TYPE);
    }

    private static Reason reasonOf(Throwable failure) {
        Rejection rejection = DecodingFailure.judge(failure);
        return Objects.requireNonNull(rejection).reason();
    }
}
