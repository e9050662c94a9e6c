package tidemark.admin.crowd;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import tidemark.admin.body.FieldFault;

/**
 * Where a list goes on: some words, bound to the question that they came of. Clients hand them back as they are; what they hand back
 * is checked, and gives nobody anything that the question itself would not.
 */
final class Cursor {

    private static final String EXPECTED = "the next_cursor of an answer to the same question";
    private static final int MOST_CHARACTERS = 4_096;
    private static final int BINDING_BYTES = 12;
    private static final String BETWEEN = "\n";

    private Cursor() {}

    /** What stands for a question: the same for the same words only. */
    static String binding(List<String> question) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.join(BETWEEN, question).getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BINDING_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static String written(String binding, List<String> words) {
        String text = binding + BETWEEN + String.join(BETWEEN, words);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    /**
     * The words of a cursor.
     *
     * @throws FieldFault if it is none, or of another question
     */
    static List<String> read(String cursor, String binding) {
        if (cursor.length() > MOST_CHARACTERS) {
            throw fault();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            List<String> words = List.of(text.split(BETWEEN, -1));
            if (!words.get(0).equals(binding)) {
                throw fault();
            }
            return words.subList(1, words.size());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw fault();
        }
    }

    static FieldFault fault() {
        return new FieldFault("cursor", EXPECTED);
    }
}
