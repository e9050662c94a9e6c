package tidemark.admin.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.BadJWSException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimNames;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whether a token counts, and for whom it stands: signed by a trusted key with RS256, ES256 or EdDSA, by the issuer, for the
 * audience, and neither too early nor too late.
 */
final class TokenVerifier {

    private static final Logger LOG = LoggerFactory.getLogger(TokenVerifier.class);

    /** A plain token, and an access token as RFC 9068 has it; none at all is common. */
    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    private static final String UNTRUSTED = "The token is not signed by a key that is trusted here.";
    private static final String NO_TOKEN = "The token is not a signed JWT.";

    private final DefaultJWTProcessor<SecurityContext> processor;
    private final ClaimNames claims;
    private final Duration skew;

    /**
     * Verifies by these settings.
     *
     * @param keys what is trusted
     */
    TokenVerifier(AccessSettings settings, TrustedKeys keys, Clock clock) {
        this.claims = settings.claims();
        this.skew = settings.clockSkew();
        this.processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, ACCESS_TOKEN, null));
        processor.setJWSKeySelector(keys);
        processor.setJWSVerifierFactory(new Signatures());
        processor.setJWTClaimsSetVerifier(terms(settings, clock));
    }

    /**
     * Whom a token stands for, and until when.
     *
     * @param caller from its claims
     * @param until when it does not count any more
     */
    record Verified(Caller caller, Instant until) {}

    /**
     * Verifies a token.
     *
     * @throws UnauthenticatedException if it does not count
     * @throws CannotJudgeException if the keys cannot be had
     */
    Verified verify(String token) {
        JWTClaimsSet found = process(token);
        Instant until = found.getExpirationTime().toInstant().plus(skew);
        return new Verified(claims.caller(found.getClaims()), until);
    }

    // Whatever a token can do to a parser, it is the token's fault.
    @SuppressWarnings("IllegalCatch")
    private JWTClaimsSet process(String token) {
        try {
            return processor.process(token, null);
        } catch (KeySourceException e) {
            LOG.warn("The keys for tokens cannot be had: {}", String.valueOf(e.getMessage()));
            throw new CannotJudgeException("The keys for tokens cannot be had just now.");
        } catch (ExpiredJWTException e) {
            throw UnauthenticatedException.invalid("The token has expired.");
        } catch (BadJWSException e) {
            throw UnauthenticatedException.invalid(UNTRUSTED);
        } catch (BadJWTException e) {
            LOG.debug("A token was refused: {}", e.getMessage());
            throw UnauthenticatedException.invalid(
                    "The token's issuer, audience or times are not what is accepted here.");
        } catch (BadJOSEException e) {
            throw UnauthenticatedException.invalid(UNTRUSTED);
        } catch (ParseException | JOSEException | RuntimeException e) {
            LOG.debug("A token was refused: {}", e.getClass().getName());
            throw UnauthenticatedException.invalid(NO_TOKEN);
        }
    }

    private static DefaultJWTClaimsVerifier<SecurityContext> terms(AccessSettings settings, Clock clock) {
        DefaultJWTClaimsVerifier<SecurityContext> terms =
                new DefaultJWTClaimsVerifier<>(
                        settings.audience(),
                        new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
                        Set.of(JWTClaimNames.EXPIRATION_TIME),
                        Set.of()) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        terms.setMaxClockSkew(Math.toIntExact(settings.clockSkew().toSeconds()));
        return terms;
    }
}
