package tidemark.admin.log;

/** The schema registry did not answer, so nothing can be said about the record itself. */
public final class RegistryUnreachableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Names the registry in a sentence for people. */
    public RegistryUnreachableException(String url, Throwable cause) {
        super("The schema registry cannot be reached at " + url + ".", cause);
    }
}
