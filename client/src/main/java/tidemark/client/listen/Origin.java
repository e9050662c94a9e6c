package tidemark.client.listen;

import java.time.Instant;

/**
 * Where an announcement stands in Kafka.
 *
 * @param writtenAt timestamp of the record
 */
public record Origin(String topic, int partition, long offset, Instant writtenAt) {}
