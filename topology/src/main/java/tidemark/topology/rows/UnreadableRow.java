package tidemark.topology.rows;

/** A row of a state store that cannot be read: damaged, or written in a newer format than this version knows. */
public final class UnreadableRow extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableRow(String sentence) {
        super(sentence);
    }
}
