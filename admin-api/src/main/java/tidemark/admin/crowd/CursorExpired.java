package tidemark.admin.crowd;

/** The list that a cursor goes on with is not held any more: begin anew. */
public final class CursorExpired extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CursorExpired() {
        super("The list is not held any more.", null, false, false);
    }
}
