package tidemark.topology.intake;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Record keys as text: {@code entity/user}, {@code entity}, {@code entity/role}, in UTF-8. */
public final class AccountKeys {

    private AccountKeys() {}

    /** The key of an account. */
    public static String account(String entity, String user) {
        return entity + '/' + user;
    }

    /** The bytes of a key. */
    public static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    /** The text of a key; null if there is none or if it is not UTF-8 throughout. */
    public static @Nullable String text(byte @Nullable [] key) {
        if (key == null) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(key))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
