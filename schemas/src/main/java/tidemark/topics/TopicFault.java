package tidemark.topics;

/**
 * One way in which a topic does not stand as it must.
 *
 * @param topic full name
 * @param sentence says to people what is wrong and what was expected
 */
public record TopicFault(String topic, String sentence) {}
