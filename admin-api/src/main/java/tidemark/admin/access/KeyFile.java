package tidemark.admin.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A JWK set in a file, looked at every second while it is used. A change that cannot be read leaves the keys as they were. */
final class KeyFile implements JWKSource<SecurityContext> {

    /** The largest set that is read. */
    static final int MAX_BYTES = 256 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);
    private static final long BETWEEN_LOOKS_MILLIS = 1_000;

    private final Path file;
    private final Clock clock;
    private byte[] seen;
    private JWKSet keys;
    private long lookedAt;

    private KeyFile(Path file, Clock clock, byte[] seen, JWKSet keys) {
        this.file = file;
        this.clock = clock;
        this.seen = seen;
        this.keys = keys;
        this.lookedAt = clock.millis();
    }

    /** @throws ConfigException if it cannot be read or has no keys */
    static KeyFile open(Path file, Clock clock) {
        try {
            byte[] bytes = read(file);
            return new KeyFile(file, clock, bytes, parsed(bytes));
        } catch (IOException e) {
            throw new ConfigException(AccessSettings.JWKS_FILE, file, "cannot be read");
        } catch (ParseException e) {
            throw new ConfigException(AccessSettings.JWKS_FILE, file, "is not a JWK set with at least one key");
        }
    }

    @Override
    public List<JWK> get(JWKSelector selector, SecurityContext context) {
        return selector.select(current());
    }

    private synchronized JWKSet current() {
        long now = clock.millis();
        if (Math.abs(now - lookedAt) >= BETWEEN_LOOKS_MILLIS) {
            lookedAt = now;
            look();
        }
        return keys;
    }

    /* By content: a modification time is too coarse, and does not change where a link is turned to another file. */
    private void look() {
        try {
            byte[] bytes = read(file);
            if (!Arrays.equals(bytes, seen)) {
                seen = bytes;
                keys = parsed(bytes);
                LOG.info("The keys for tokens were read anew from {}: {} of them", file, keys.size());
            }
        } catch (IOException e) {
            LOG.warn("The keys for tokens cannot be read from {}, earlier ones are used", file);
        } catch (ParseException e) {
            LOG.warn("There is no JWK set with at least one key in {}, the earlier one is used", file);
        }
    }

    private static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException("too large");
            }
            return bytes;
        }
    }

    private static JWKSet parsed(byte[] bytes) throws ParseException {
        JWKSet set = JWKSet.parse(new String(bytes, UTF_8));
        if (set.isEmpty()) {
            throw new ParseException("no keys", 0);
        }
        return set;
    }
}
