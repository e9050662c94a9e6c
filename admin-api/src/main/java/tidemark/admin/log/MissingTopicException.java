package tidemark.admin.log;

/** A topic that does not exist in the cluster. */
public final class MissingTopicException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Names the topic in a sentence for people. */
    public MissingTopicException(String topic) {
        super("Topic " + topic + " does not exist in this cluster: is it the right one, and were the topics created?");
    }
}
