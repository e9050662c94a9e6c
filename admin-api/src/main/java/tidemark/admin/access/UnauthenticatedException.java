package tidemark.admin.access;

/** The caller is not known: no token, or none that counts. The message is a sentence for people and quotes nothing of the token. */
public final class UnauthenticatedException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final String REALM = "Bearer realm=\"tidemark\"";

    private final boolean tokenGiven;

    private UnauthenticatedException(String message, boolean tokenGiven) {
        super(message, null, false, false);
        this.tokenGiven = tokenGiven;
    }

    /** There is no token. */
    static UnauthenticatedException missing() {
        return new UnauthenticatedException("A bearer token is needed.", false);
    }

    /** There is one that does not count. */
    static UnauthenticatedException invalid(String why) {
        return new UnauthenticatedException(why, true);
    }

    /** The value of {@code WWW-Authenticate}, as RFC 6750 has it. */
    public String challenge() {
        return tokenGiven ? REALM + ", error=\"invalid_token\", error_description=\"" + getMessage() + "\"" : REALM;
    }
}
