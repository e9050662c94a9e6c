package tidemark.admin.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.Closeable;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's public keys, and which of them may have signed a token. Algorithms are on a list of ours, so that a token cannot choose
 * one: neither {@code none} nor a secret shared with nobody.
 */
final class TrustedKeys implements JWSKeySelector<SecurityContext>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrustedKeys.class);

    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256, JWSAlgorithm.EdDSA, JWSAlgorithm.Ed25519);

    private static final int SHORTEST_RSA_BITS = 2_048;
    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 2_000;
    private static final long BETWEEN_FETCHES_MILLIS = 30_000;

    private final JWKSource<SecurityContext> source;
    private volatile boolean had;

    private TrustedKeys(JWKSource<SecurityContext> source) {
        this.source = source;
    }

    /** The keys that the settings name. */
    static TrustedKeys of(AccessSettings settings, Clock clock) {
        Path file = settings.keysFile();
        return file != null
                ? new TrustedKeys(KeyFile.open(file, clock))
                : at(Objects.requireNonNull(settings.keysUrl()), settings.keysKept(), settings.keysKeptInOutage());
    }

    private static TrustedKeys at(URL url, Duration kept, Duration keptInOutage) {
        DefaultResourceRetriever retriever =
                new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, KeyFile.MAX_BYTES);
        return new TrustedKeys(JWKSourceBuilder.create(url, retriever)
                .cache(kept.toMillis(), CONNECT_MILLIS + READ_MILLIS)
                .rateLimited(BETWEEN_FETCHES_MILLIS)
                .outageTolerant(
                        keptInOutage.toMillis(),
                        outage -> LOG.warn("The keys at {} cannot be fetched, earlier ones are used", url))
                .build());
    }

    @Override
    public List<Key> selectJWSKeys(JWSHeader header, SecurityContext context) throws KeySourceException {
        JWSAlgorithm algorithm = header.getAlgorithm();
        if (!ALGORITHMS.contains(algorithm)) {
            return List.of();
        }
        List<Key> keys = new ArrayList<>();
        for (JWK candidate : candidates(new JWKSelector(JWKMatcher.forJWSHeader(header)))) {
            Key key = usable(candidate);
            if (key != null) {
                keys.add(key);
            }
        }
        return keys;
    }

    /* Who asks for a key that is not there has all keys fetched again, though not as often as anybody likes: then it is not there. */
    private List<JWK> candidates(JWKSelector selector) throws KeySourceException {
        try {
            List<JWK> found = source.get(selector, null);
            had = true;
            return found;
        } catch (RateLimitReachedException e) {
            if (had) {
                return List.of();
            }
            throw e;
        } catch (KeySourceException e) {
            had = false;
            throw e;
        }
    }

    private static @Nullable Key usable(JWK candidate) {
        try {
            if (candidate instanceof RSAKey rsa) {
                return rsa.size() < SHORTEST_RSA_BITS ? null : rsa.toRSAPublicKey();
            }
            if (candidate instanceof ECKey curve) {
                return curve.toECPublicKey();
            }
            return candidate instanceof OctetKeyPair edwards ? Ed25519Signature.key(edwards) : null;
        } catch (JOSEException e) {
            return null;
        }
    }

    @Override
    public void close() {
        if (source instanceof Closeable fetching) {
            try {
                fetching.close();
            } catch (IOException e) {
                LOG.debug("Fetching of keys did not end cleanly", e);
            }
        }
    }
}
