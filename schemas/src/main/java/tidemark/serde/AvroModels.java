package tidemark.serde;

import org.apache.avro.Conversions;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;

/** Avro's ways to represent data in memory, by what the settings ask for. */
final class AvroModels {

    private AvroModels() {}

    /** For records without a class, optionally with logical types as Java types (Instant, BigDecimal, UUID, ...). */
    static GenericData generic(boolean withLogicalTypes) {
        GenericData data = new GenericData();
        if (withLogicalTypes) {
            data.addLogicalTypeConversion(new Conversions.DecimalConversion());
            data.addLogicalTypeConversion(new Conversions.UUIDConversion());
            data.addLogicalTypeConversion(new TimeConversions.DateConversion());
            data.addLogicalTypeConversion(new TimeConversions.TimeMillisConversion());
            data.addLogicalTypeConversion(new TimeConversions.TimeMicrosConversion());
            data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
            data.addLogicalTypeConversion(new TimeConversions.TimestampMicrosConversion());
            data.addLogicalTypeConversion(new TimeConversions.LocalTimestampMillisConversion());
            data.addLogicalTypeConversion(new TimeConversions.LocalTimestampMicrosConversion());
        }
        return data;
    }
}
