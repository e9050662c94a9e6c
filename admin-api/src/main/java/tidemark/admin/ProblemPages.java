package tidemark.admin;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import tidemark.admin.body.Json;

/** Answers with a problem where Jetty refuses a request before any route has seen it. */
final class ProblemPages extends ErrorHandler {

    ProblemPages() {
        setShowStacks(false);
        setShowCauses(false);
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateCacheControl(Response response) {
        Gatekeeper.harden(response);
    }

    @Override
    protected void generateResponse(
            Request request, Response response, int code, String message, Throwable cause, Callback callback) {
        Problem problem = Problem.of(ProblemKind.ofStatus(code), code, detail(code));
        response.getHeaders().put(new HttpField(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE));
        response.write(true, ByteBuffer.wrap(Json.bytes(problem)), callback);
    }

    /* Jetty's own message may quote what the client sent, or name classes. */
    private static String detail(int status) {
        return switch (ProblemKind.ofStatus(status)) {
            case BAD_REQUEST ->
                "The request is not proper HTTP, or its path or query is not a properly percent-encoded URL.";
            case CONTENT_TOO_LARGE -> "The request's body is larger than what is read here.";
            case URI_TOO_LONG, HEADERS_TOO_LARGE ->
                "URL and headers together are larger than " + Gatekeeper.MAX_HEADER_BYTES + " bytes.";
            case NOT_READY -> "The server is closing.";
            case REQUEST_TIMEOUT -> "The request took too long to arrive.";
            default -> ProblemKind.ofStatus(status).title() + ".";
        };
    }
}
