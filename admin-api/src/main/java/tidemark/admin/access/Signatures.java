package tidemark.admin.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import java.security.Key;
import java.security.interfaces.EdECPublicKey;

/** Verifiers of signatures: the library's for RSA and elliptic curves, ours for Ed25519, for which the library wants Tink. */
final class Signatures extends DefaultJWSVerifierFactory {

    @Override
    public JWSVerifier createJWSVerifier(JWSHeader header, Key key) throws JOSEException {
        return key instanceof EdECPublicKey edwards
                ? new Ed25519Signature(edwards)
                : super.createJWSVerifier(header, key);
    }
}
