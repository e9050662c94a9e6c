package tidemark.cli.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tidemark.admin.access.AccessSettings;
import tidemark.admin.access.Caller;
import tidemark.admin.access.Permissions;
import tidemark.cli.text.Ids;

/**
 * The issuer of a dev stack's tokens: a key in its data directory, that nobody but its owner can read. For development only: whoever has
 * the key can be anybody.
 */
public final class DevIssuer {

    private static final String ISSUER = "urn:tidemark:dev";
    private static final String AUDIENCE = "tidemark";
    private static final Duration A_COMMAND = Duration.ofMinutes(5);

    private final ECKey key;
    private final Path directory;

    private DevIssuer(ECKey key, Path directory) {
        this.key = key;
        this.directory = directory;
    }

    /**
     * The issuer of a data directory, made on the first start.
     *
     * @throws IOException if there is a key that is none, or none can be written
     */
    public static DevIssuer open(Path dataDirectory) throws IOException {
        Path directory = directory(dataDirectory);
        try {
            return existing(dataDirectory);
        } catch (NoSuchFileException e) {
            Files.createDirectories(directory);
        }
        DevIssuer issuer = new DevIssuer(generated(), directory);
        /* The public part first: a key that is there has been published. */
        Files.writeString(issuer.trustFile(), new JWKSet(issuer.key.toPublicJWK()).toString());
        PrivateFile.write(issuer.keyFile(), issuer.key.toJSONString());
        return issuer;
    }

    /**
     * The issuer that a data directory has.
     *
     * @throws NoSuchFileException if it has none
     * @throws IOException if it cannot be read
     */
    public static DevIssuer existing(Path dataDirectory) throws IOException {
        Path directory = directory(dataDirectory);
        try {
            return new DevIssuer(ECKey.parse(Files.readString(directory.resolve("key.json"))), directory);
        } catch (ParseException e) {
            throw new IOException(directory.resolve("key.json") + " is not a key", e);
        }
    }

    /** Where the private key is. */
    public Path keyFile() {
        return directory.resolve("key.json");
    }

    /** What a node is told so that it believes these tokens. */
    public AccessSettings trust() {
        return AccessSettings.of(Map.of(
                AccessSettings.ISSUER,
                ISSUER,
                AccessSettings.AUDIENCE,
                AUDIENCE,
                AccessSettings.JWKS_FILE,
                trustFile().toString()));
    }

    /** A token for a caller. */
    public String token(Caller caller, Duration lifetime) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(caller.user())
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .claim("entity_id", caller.entity())
                .claim("msp_id", caller.msp());
        if (!caller.permissions().isEmpty()) {
            claims.claim("permissions", caller.permissions().stream().sorted().toList());
        }
        if (!caller.scopes().isEmpty()) {
            claims.claim(
                    "scope", String.join(" ", caller.scopes().stream().sorted().toList()));
        }
        return signed(claims.build());
    }

    /** A short-lived token by which a command of the stack's owner may do everything. */
    public String operatorToken() {
        String user = Ids.reduce(System.getProperty("user.name", ""), Ids.LONGEST);
        return token(
                new Caller(user.isEmpty() ? "unknown" : user, null, Set.of(), null, Set.of(Permissions.ADMIN_SCOPE)),
                A_COMMAND);
    }

    private Path trustFile() {
        return directory.resolve("jwks.json");
    }

    private static Path directory(Path dataDirectory) {
        return dataDirectory.resolve("access");
    }

    private String signed(JWTClaimsSet claims) {
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("a key of ours signs", e);
        }
    }

    private static ECKey generated() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }
}
