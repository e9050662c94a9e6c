package tidemark.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tidemark.admin.body.FieldFault;
import tidemark.admin.crowd.AccountLists;
import tidemark.ledger.Ids;

/** The query of a request, read strictly: a slip of the pen in a filter must not find everybody. */
final class Parameters {

    /** What the JDK puts in the place of bytes that are no UTF-8; nothing that is asked for has it. */
    private static final char UNDECODABLE = '\uFFFD';

    private static final int USUAL_LIMIT = 50;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");

    private final Map<String, List<String>> values;

    /**
     * Reads the query.
     *
     * @param known the parameters that it may have, each at most once
     * @throws FieldFault if it has another, or one twice
     */
    Parameters(Context ctx, Set<String> known) {
        values = read(ctx.queryString());
        values.forEach((name, found) -> {
            if (!known.contains(name)) {
                throw new FieldFault(
                        shown(name), "left out: the parameters are " + String.join(", ", new TreeSet<>(known)));
            }
            if (found.size() > 1) {
                throw new FieldFault(name, "there only once");
            }
        });
    }

    /* Javalin leaves out what has no value or cannot be decoded: a filter that is misspelt so would find everybody. */
    private static Map<String, List<String>> read(@Nullable String query) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : (query == null ? "" : query).split("&", -1)) {
            if (!pair.isEmpty()) {
                String[] parts = pair.split("=", 2);
                String name = decoded(parts[0], "query");
                values.computeIfAbsent(name, first -> new ArrayList<>())
                        .add(parts.length == 1 ? "" : decoded(parts[1], shown(name)));
            }
        }
        return values;
    }

    private static String decoded(String text, String field) {
        try {
            String decoded = URLDecoder.decode(text, UTF_8);
            if (decoded.indexOf(UNDECODABLE) < 0) {
                return decoded;
            }
        } catch (IllegalArgumentException e) {
            /* The message would repeat what the client sent. */
        }
        throw new FieldFault(field, "percent-encoded UTF-8");
    }

    private static String shown(String name) {
        return name.length() > Ids.MAX_LENGTH ? name.substring(0, Ids.MAX_LENGTH) : name;
    }

    /** An id; null: it is not there. */
    @Nullable
    String name(String parameter) {
        return read(
                parameter,
                text -> Ids.isName(text) ? text : null,
                "1 to 255 printable ASCII characters without space and without '/'");
    }

    /** True or false; null: it is not there. */
    @Nullable
    Boolean flag(String parameter) {
        return read(
                parameter,
                text -> List.of("true", "false").contains(text) ? Boolean.valueOf(text) : null,
                "true or false");
    }

    /** Whatever stands there; null: it is not there. */
    @Nullable
    String text(String parameter) {
        return read(parameter, text -> text, "");
    }

    /** How many items a page may have. */
    int limit() {
        Integer limit = read("limit", Parameters::limitOf, "a whole number from 1 to " + AccountLists.MOST);
        return limit == null ? USUAL_LIMIT : limit;
    }

    /**
     * Something that is written as a word; null: it is not there.
     *
     * @param of what a word stands for; null: nothing
     * @param expected what the word has to be, to be read after "must be"
     */
    <T> @Nullable T read(String parameter, Function<String, @Nullable T> of, String expected) {
        List<String> found = values.get(parameter);
        if (found == null) {
            return null;
        }
        T value = of.apply(found.get(0));
        if (value == null) {
            throw new FieldFault(parameter, expected);
        }
        return value;
    }

    private static @Nullable Integer limitOf(String text) {
        int limit = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
        return limit >= 1 && limit <= AccountLists.MOST ? limit : null;
    }
}
