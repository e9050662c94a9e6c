package tidemark.admin.intake;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The media type of a body.
 *
 * @param name type and subtype in lower case
 * @param charset in lower case; null: none is named
 */
record MediaType(String name, @Nullable String charset) {

    private static final String CHARSET = "charset=";

    /** The one that a header's value names. */
    static MediaType of(@Nullable String header) {
        String[] parts = (header == null ? "" : header).toLowerCase(Locale.ROOT).split(";", -1);
        String charset = null;
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith(CHARSET)) {
                charset = parameter.substring(CHARSET.length()).replace("\"", "");
            }
        }
        return new MediaType(parts[0].strip(), charset);
    }

    /** Whether it is that, in UTF-8 as all JSON is. */
    boolean is(String expected) {
        return name.equals(expected) && (charset == null || "utf-8".equals(charset));
    }
}
