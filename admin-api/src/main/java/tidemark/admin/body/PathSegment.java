package tidemark.admin.body;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/** Ids as segments of a path, encoded so that any of them arrives as it is. */
public final class PathSegment {

    private PathSegment() {}

    /** The id, percent-encoded. */
    public static String of(String id) {
        // A segment that is only dots would be resolved away on the path.
        return URLEncoder.encode(id, UTF_8).replace("+", "%20").replace(".", "%2E");
    }
}
