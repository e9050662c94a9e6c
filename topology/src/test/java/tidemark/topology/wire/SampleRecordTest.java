package tidemark.topology.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.events.BlockDecision;
import tidemark.events.ChangeResult;
import tidemark.events.EntityLimitChange;
import tidemark.events.Role;
import tidemark.events.RoleAssignment;
import tidemark.events.RoleChange;
import tidemark.events.UsageEvent;
import tidemark.events.UsageExceeded;
import tidemark.events.UsageWarning;

class SampleRecordTest {

    @ParameterizedTest
    @ValueSource(
            classes = {
                UsageEvent.class,
                RoleChange.class,
                RoleAssignment.class,
                EntityLimitChange.class,
                Role.class,
                ChangeResult.class,
                UsageWarning.class,
                UsageExceeded.class,
                BlockDecision.class
            })
    void a_sample_of_every_contract_can_be_encoded(Class<? extends SpecificRecord> type) throws IOException {
        SpecificRecord sample = SampleRecord.of(type);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);

        new SpecificDatumWriter<SpecificRecord>(sample.getSchema()).write(sample, encoder);
        encoder.flush();

        assertThat(sample).isInstanceOf(type);
        assertThat(bytes.size()).isPositive();
    }
}
