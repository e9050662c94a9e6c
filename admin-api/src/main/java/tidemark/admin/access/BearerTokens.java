package tidemark.admin.access;

import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who asks, by the bearer token of a request. What a token says is remembered for a short while, because signatures are dear. */
final class BearerTokens implements AutoCloseable {

    /** The longest token, in characters. */
    static final int MAX_LENGTH = 8_192;

    private static final Pattern HEADER = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/-]+=*) *");

    private final TrustedKeys keys;
    private final TokenVerifier verifier;
    private final RememberedCallers remembered;
    private final Duration skew;

    private BearerTokens(TrustedKeys keys, TokenVerifier verifier, RememberedCallers remembered, Duration skew) {
        this.skew = skew;
        this.keys = keys;
        this.verifier = verifier;
        this.remembered = remembered;
    }

    static BearerTokens of(AccessSettings settings, Clock clock) {
        TrustedKeys keys = TrustedKeys.of(settings, clock);
        return new BearerTokens(
                keys, new TokenVerifier(settings, keys, clock), new RememberedCallers(clock), settings.clockSkew());
    }

    /**
     * Who asks.
     *
     * @param authorization the values of the header {@code Authorization}
     */
    Caller caller(List<String> authorization) {
        if (authorization.isEmpty()) {
            throw UnauthenticatedException.missing();
        }
        if (authorization.size() > 1) {
            throw UnauthenticatedException.invalid("There is more than one Authorization header.");
        }
        String header = authorization.get(0);
        if (header.length() > MAX_LENGTH) {
            throw UnauthenticatedException.invalid("The token is longer than " + MAX_LENGTH + " characters.");
        }
        Matcher matcher = HEADER.matcher(header);
        if (!matcher.matches()) {
            throw UnauthenticatedException.invalid("The Authorization header is not 'Bearer' and a token.");
        }
        return caller(matcher.group(1));
    }

    /** When the token of a header that was believed stops counting. */
    Instant until(List<String> authorization) {
        Matcher matcher = HEADER.matcher(authorization.size() == 1 ? authorization.get(0) : "");
        try {
            if (matcher.matches()) {
                Date expiry =
                        JWTParser.parse(matcher.group(1)).getJWTClaimsSet().getExpirationTime();
                return expiry.toInstant().plus(skew);
            }
        } catch (ParseException e) {
            throw new IllegalStateException("a token that counts can be parsed", e);
        }
        throw new IllegalStateException("a token that counts is in the one header there is");
    }

    private Caller caller(String token) {
        RememberedCallers.Fingerprint fingerprint = RememberedCallers.Fingerprint.of(token);
        @Nullable Caller known = remembered.find(fingerprint);
        if (known != null) {
            return known;
        }
        TokenVerifier.Verified verified = verifier.verify(token);
        remembered.keep(fingerprint, verified);
        return verified.caller();
    }

    @Override
    public void close() {
        keys.close();
    }
}
