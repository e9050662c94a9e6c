package tidemark.admin;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.NotFoundResponse;
import java.util.concurrent.CompletableFuture;
import tidemark.admin.body.Json;
import tidemark.admin.crowd.CrowdQuestions;

/** Tells another node what it finds among the accounts that it has, asking nobody. */
final class NodeQuestionEndpoint implements Handler {

    private final CrowdQuestions crowd;

    NodeQuestionEndpoint(CrowdQuestions crowd) {
        this.crowd = crowd;
    }

    @Override
    public void handle(Context ctx) {
        Question question = new Question(ctx);
        String entity = question.name("entity");
        CompletableFuture<byte[]> answer = crowd.ofNode(ctx.pathParam("question"), entity, question.smallBody());
        if (answer == null) {
            throw new NotFoundResponse();
        }
        ctx.future(() ->
                answer.thenAccept(found -> ctx.contentType(Json.CONTENT_TYPE).result(found)));
    }
}
