package tidemark.admin;

import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Sees every request before the routes do: hardens the answer's headers and refuses what proxies read differently. */
final class Gatekeeper extends Handler.Wrapper {

    /** What a request may have beside its headers; more only where a route is made for it. */
    static final int MAX_BODY_BYTES = 8_192;

    /** Request line and headers together; two ids of 255 characters, all percent-encoded, take 1,530, a token up to 8,192. */
    static final int MAX_HEADER_BYTES = 16_384;

    private static final String METHOD_OVERRIDE = "X-HTTP-Method-Override";
    private static final Pattern DOT_SEGMENT = Pattern.compile("(^|/)\\.{1,2}(/|$)");

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        harden(response);
        if (DOT_SEGMENT.matcher(request.getHttpURI().getPath()).find()) {
            Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400);
            return true;
        }
        return super.handle(withoutOverride(request), response, callback);
    }

    /** Sets the headers that every answer has. */
    static void harden(Response response) {
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.getHeaders().put("Cache-Control", "no-store");
    }

    /* Javalin would obey the header, so that a proxy's rules about methods could be evaded. */
    private static Request withoutOverride(Request request) {
        if (!request.getHeaders().contains(METHOD_OVERRIDE)) {
            return request;
        }
        HttpFields headers = HttpFields.build(request.getHeaders()).remove(METHOD_OVERRIDE);
        return new Request.Wrapper(request) {
            @Override
            public HttpFields getHeaders() {
                return headers;
            }
        };
    }
}
