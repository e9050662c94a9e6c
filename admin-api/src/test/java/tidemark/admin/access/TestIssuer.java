package tidemark.admin.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** An identity provider for tests: keys of each kind, and tokens signed by them. */
public final class TestIssuer {

    public static final String ISSUER = "https://idp.example.com/realm";
    public static final String AUDIENCE = "tidemark-api";

    final RSAKey rsa;
    final ECKey curve;
    final OctetKeyPair edwards;
    final PrivateKey edwardsPrivate;

    public TestIssuer() {
        try {
            rsa = new RSAKeyGenerator(2_048).keyID("rsa").generate();
            curve = new ECKeyGenerator(Curve.P_256).keyID("curve").generate();
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            edwardsPrivate = pair.getPrivate();
            edwards = new OctetKeyPair.Builder(Curve.Ed25519, x((EdECPublicKey) pair.getPublic()))
                    .keyID("edwards")
                    .build();
        } catch (JOSEException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /* The key itself is the end of its X.509 form. */
    private static Base64URL x(EdECPublicKey key) {
        byte[] encoded = key.getEncoded();
        return Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    /** The public keys. */
    JWKSet keys() {
        return new JWKSet(List.<JWK>of(rsa, curve, edwards)).toPublicJWKSet();
    }

    /** Puts the public keys into a file. */
    public Path write(Path file) {
        try {
            return Files.writeString(file, keys().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Settings that trust this issuer by a file. */
    AccessSettings settings(Path file) {
        return settings(file, true);
    }

    /** Settings that trust this issuer by a file, with or without open meters. */
    public AccessSettings settings(Path file, boolean openMeters) {
        return AccessSettings.of(Map.of(
                AccessSettings.ISSUER,
                ISSUER,
                AccessSettings.AUDIENCE,
                AUDIENCE,
                AccessSettings.JWKS_FILE,
                write(file).toString(),
                AccessSettings.METRICS_OPEN,
                String.valueOf(openMeters)));
    }

    /** Claims that are all right for an hour. */
    public static JWTClaimsSet.Builder claims(String user) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .subject(user)
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(3_600)));
    }

    /** A token with these claims. */
    public String token(JWTClaimsSet claims) {
        return sign(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("curve").build(), claims);
    }

    /** The token that a caller would have. */
    public String token(Caller caller) {
        JWTClaimsSet.Builder claims = claims(caller.user())
                .claim("permissions", List.copyOf(caller.permissions()))
                .claim("scope", String.join(" ", caller.scopes()));
        if (caller.entity() != null) {
            claims.claim("entity_id", caller.entity());
        }
        if (caller.msp() != null) {
            claims.claim("msp_id", caller.msp());
        }
        return token(claims.build());
    }

    /** A token with this header, signed by the key that its algorithm needs. */
    String sign(JWSHeader header, JWTClaimsSet claims) {
        try {
            if (JWSAlgorithm.Family.ED.contains(header.getAlgorithm())) {
                return edwards(header, claims);
            }
            JWSSigner signer = JWSAlgorithm.Family.RSA.contains(header.getAlgorithm())
                    ? new RSASSASigner(rsa)
                    : new ECDSASigner(curve);
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(signer);
            return jwt.serialize();
        } catch (JOSEException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String edwards(JWSHeader header, JWTClaimsSet claims) throws GeneralSecurityException {
        String signed = header.toBase64URL() + "." + Base64URL.encode(claims.toString());
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(edwardsPrivate);
        signature.update(signed.getBytes(US_ASCII));
        return signed + "." + Base64URL.encode(signature.sign());
    }

    static JWSHeader header(JWSAlgorithm algorithm, String keyId) {
        return new JWSHeader.Builder(algorithm)
                .type(JOSEObjectType.JWT)
                .keyID(keyId)
                .build();
    }
}
