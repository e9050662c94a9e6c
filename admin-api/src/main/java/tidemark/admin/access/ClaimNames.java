package tidemark.admin.access;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Ids;

/**
 * Under which names a token says who its bearer is. A name with dots may be one claim or a path to a nested one: the longest part that is
 * a claim counts, so that {@code https://example.com/roles} and {@code realm_access.roles} are both found.
 *
 * @param user of an id
 * @param entity of an id, or absent
 * @param permissions of an array of strings, or of a text with spaces, or absent
 * @param msp of an id, or absent
 * @param scope as permissions
 */
record ClaimNames(String user, String entity, String permissions, String msp, String scope) {

    /**
     * Whom the claims speak of.
     *
     * @throws UnauthenticatedException naming the claim that is not what it should be
     */
    Caller caller(Map<String, Object> claims) {
        String userId = id(claims, user);
        if (userId == null) {
            throw UnauthenticatedException.invalid("The token has no claim " + user + ".");
        }
        return new Caller(
                userId, id(claims, entity), words(claims, permissions), id(claims, msp), words(claims, scope));
    }

    private static @Nullable String id(Map<String, Object> claims, String name) {
        Object value = find(claims, name);
        if (value == null || "".equals(value)) {
            return null;
        }
        if (value instanceof String id && Ids.isName(id)) {
            return id;
        }
        throw UnauthenticatedException.invalid("The token's claim " + name
                + " must be 1 to 255 printable ASCII characters without space and without '/'.");
    }

    private static Set<String> words(Map<String, Object> claims, String name) {
        Object value = find(claims, name);
        if (value == null) {
            return Set.of();
        }
        Set<String> words = new LinkedHashSet<>();
        if (value instanceof String text) {
            words.addAll(List.of(text.strip().split(" +")));
        } else if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            list.forEach(word -> words.add((String) word));
        } else {
            throw UnauthenticatedException.invalid(
                    "The token's claim " + name + " must be an array of strings, or a string with spaces in between.");
        }
        words.remove("");
        return words;
    }

    private static @Nullable Object find(Map<?, ?> claims, String path) {
        for (int end = path.length(); end > 0; end = path.lastIndexOf('.', end - 1)) {
            Object value = claims.get(path.substring(0, end));
            if (value != null && end == path.length()) {
                return value;
            }
            if (value instanceof Map<?, ?> nested) {
                return find(nested, path.substring(end + 1));
            }
        }
        return null;
    }
}
