package tidemark.admin;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.Header;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tidemark.admin.access.DeniedException;
import tidemark.admin.access.Permit;
import tidemark.admin.body.Json;
import tidemark.admin.intake.CloudEventRequest;
import tidemark.admin.intake.ItemResult;
import tidemark.admin.intake.UsageIntake;

/** Takes usage in as CloudEvents. An answer that says accepted is given when the log has all of it. */
final class IntakeEndpoint implements Handler {

    static final String PATH = "/v1/usage-events";

    private static final int NO_CONTENT = 204;
    private static final int MULTI_STATUS = 207;

    private final UsageIntake intake;

    IntakeEndpoint(UsageIntake intake) {
        this.intake = intake;
    }

    /**
     * What became of a batch.
     *
     * @param accepted how many events are in the log
     * @param refused how many are not, and never will be as they are
     * @param items a result for each event
     */
    record Body(int accepted, int refused, List<ItemResult> items) {}

    @Override
    public void handle(Context ctx) throws IOException {
        Permit permit = Permit.of(ctx);
        CloudEventRequest request = CloudEventRequest.of(contentType(ctx), headers(ctx), ctx.bodyAsBytes())
                .orElseThrow(() -> new Refusal(Problem.of(
                        ProblemKind.UNSUPPORTED_MEDIA_TYPE,
                        "The body must be " + CloudEventRequest.MEDIA_TYPES + ".")));
        if (request.isBatch()) {
            answer(ctx, intake.takeAll(request, entity -> mayWrite(permit, entity)));
        } else {
            intake.take(request, entity -> permit.on(entity, null));
            ctx.status(NO_CONTENT);
        }
    }

    private static void answer(Context ctx, List<ItemResult> results) {
        int accepted = (int) results.stream()
                .filter(result -> result.result() == ItemResult.Result.ACCEPTED)
                .count();
        int refused = results.size() - accepted;
        ctx.status(refused == 0 ? 200 : MULTI_STATUS)
                .contentType(Json.CONTENT_TYPE)
                .result(Json.bytes(new Body(accepted, refused, results)));
    }

    /* As it was sent: Jetty would look for its charset, and fail where there is none of that name. */
    private static String contentType(Context ctx) {
        return Objects.requireNonNullElse(ctx.header(Header.CONTENT_TYPE), "");
    }

    /* Of an entity that is hidden from the caller no more is said than of one that is not. */
    private static boolean mayWrite(Permit permit, String entity) {
        try {
            permit.on(entity, null);
            return true;
        } catch (DeniedException e) {
            return false;
        }
    }

    private static Map<String, List<String>> headers(Context ctx) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : Collections.list(ctx.req().getHeaderNames())) {
            headers.put(name, Collections.list(ctx.req().getHeaders(name)));
        }
        return Map.copyOf(headers);
    }
}
