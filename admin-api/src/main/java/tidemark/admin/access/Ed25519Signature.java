package tidemark.admin.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.CriticalHeaderParamsDeferral;
import com.nimbusds.jose.crypto.impl.EdDSAProvider;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import org.jspecify.annotations.Nullable;

/** Signatures with Ed25519 (RFC 8037), verified by the JDK. */
final class Ed25519Signature extends EdDSAProvider implements JWSVerifier {

    private static final String ED25519 = "Ed25519";
    private static final int KEY_BYTES = 32;

    private final EdECPublicKey key;
    private final CriticalHeaderParamsDeferral critical = new CriticalHeaderParamsDeferral();

    Ed25519Signature(EdECPublicKey key) {
        this.key = key;
    }

    /** The JDK's form of a key; null: it is none for Ed25519. */
    static @Nullable EdECPublicKey key(OctetKeyPair jwk) {
        byte[] little = jwk.getDecodedX();
        if (!JWSAlgorithm.Ed25519.getName().equals(jwk.getCurve().getName()) || little.length != KEY_BYTES) {
            return null;
        }
        byte[] big = new byte[KEY_BYTES];
        for (int i = 0; i < KEY_BYTES; i++) {
            big[i] = little[KEY_BYTES - 1 - i];
        }
        boolean odd = (big[0] & 0x80) != 0;
        big[0] &= 0x7f;
        try {
            return (EdECPublicKey) KeyFactory.getInstance(ED25519)
                    .generatePublic(new EdECPublicKeySpec(
                            NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, big))));
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    @Override
    public boolean verify(JWSHeader header, byte[] signed, Base64URL signature) throws JOSEException {
        if (!supportedJWSAlgorithms().contains(header.getAlgorithm()) || !critical.headerPasses(header)) {
            return false;
        }
        try {
            Signature verification = Signature.getInstance(ED25519);
            verification.initVerify(key);
            verification.update(signed);
            return verification.verify(signature.decode());
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new JOSEException("Ed25519 cannot be verified", e);
        }
    }
}
