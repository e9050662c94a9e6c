package tidemark.benchmarks.rivals;

/** What a node's JVM can run. */
public enum Pipeline {

    /** A node, as {@code tidemark serve} runs it. */
    TIDEMARK("Tidemark"),

    /** Copies usage from topic to topic. */
    PASS_THROUGH("pass-through"),

    /** A few lines of the Kafka Streams DSL, without record cache: it reports each crossing. */
    PLAIN_DSL("plain DSL"),

    /** The same with the default record cache, which swallows crossings between two commits. */
    PLAIN_DSL_CACHED("plain DSL, record cache");

    /** Setting that says which one; a node knows nothing of it. */
    public static final String SETTING = "tidemark.benchmarks.pipeline";

    private final String title;

    Pipeline(String title) {
        this.title = title;
    }

    /** What it is called in tables. */
    public String title() {
        return title;
    }
}
