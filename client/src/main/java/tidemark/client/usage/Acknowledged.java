package tidemark.client.usage;

/** Where usage was stored. */
public record Acknowledged(String topic, int partition, long offset) {}
