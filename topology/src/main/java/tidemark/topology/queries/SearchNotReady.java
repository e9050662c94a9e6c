package tidemark.topology.queries;

/** Nobody can look at accounts just now; the message is a sentence for people. Asking again helps. */
public final class SearchNotReady extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With that sentence. */
    public SearchNotReady(String sentence) {
        super(sentence, null, false, false);
    }
}
