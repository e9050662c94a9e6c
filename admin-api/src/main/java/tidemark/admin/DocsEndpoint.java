package tidemark.admin;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;

/**
 * Shows the contract to people: Swagger UI, of which three files are needed, and a page of ours. Everything comes from this node, so it works
 * without a network, and the page may load and ask nothing else.
 */
final class DocsEndpoint {

    private static final String SECURITY_POLICY = "Content-Security-Policy";

    /* Swagger UI has icons in its style sheet as data. */
    private static final String ONLY_OURS =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String PAGE = "docs/index.html";
    private static final String WEBJAR = "/META-INF/resources/webjars/swagger-ui/";
    private static final String WEBJAR_VERSION = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

    private final Map<String, File> files;

    DocsEndpoint() {
        String swagger = WEBJAR + version() + "/";
        this.files = Map.of(
                "start.js", new File("docs/start.js", "text/javascript; charset=utf-8"),
                "swagger-ui-bundle.js", new File(swagger + "swagger-ui-bundle.js", "text/javascript; charset=utf-8"),
                "swagger-ui.css", new File(swagger + "swagger-ui.css", "text/css; charset=utf-8"),
                "favicon.png", new File(swagger + "favicon-32x32.png", "image/png"));
    }

    void page(Context ctx) {
        answer(ctx, new File(PAGE, "text/html; charset=utf-8"));
    }

    void file(Context ctx) {
        File file = files.get(ctx.pathParam("file"));
        if (file == null) {
            throw new NotFoundResponse();
        }
        answer(ctx, file);
    }

    private static void answer(Context ctx, File file) {
        ctx.header(SECURITY_POLICY, ONLY_OURS)
                .contentType(file.contentType())
                .result(Resource.bytes(DocsEndpoint.class, file.resource()));
    }

    private static String version() {
        try (InputStream in = Resource.open(DocsEndpoint.class, WEBJAR_VERSION)) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Something that the page needs.
     *
     * @param resource where it lies
     */
    private record File(String resource, String contentType) {}
}
