package tidemark.admin;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tidemark.admin.body.StrictBody;
import tidemark.admin.crowd.LimitPreviews;
import tidemark.admin.crowd.Preview;
import tidemark.admin.crowd.PreviewQuestion;

/** Says what another limit of a role would change for its members, before it is set. */
final class LimitPreviewEndpoint implements Handler {

    static final String PATH = "/v1/entities/{entity}/roles/{role}/limit-preview";

    private static final String LIMIT = "monthly_credit_limit";

    private final LimitPreviews previews;

    LimitPreviewEndpoint(LimitPreviews previews) {
        this.previews = previews;
    }

    @Override
    public void handle(Context ctx) {
        Question question = new Question(ctx);
        String entity = question.name("entity");
        String role = question.name("role");
        Parameters query = new Parameters(ctx, Set.of("limit", "cursor"));
        Long limit = StrictBody.read(question.smallBody(), Set.of(LIMIT)).limit(LIMIT);
        PreviewQuestion asked = new PreviewQuestion(entity, role, limit, query.limit(), query.text("cursor"));
        ctx.future(() ->
                previews.preview(asked, question.authorization()).thenAccept(found -> answer(question, asked, found)));
    }

    private static void answer(Question question, PreviewQuestion asked, Preview found) {
        if (!found.roleKnown()) {
            throw Refusal.noSuchRole();
        }
        question.lag(found.lagRecords());
        question.answer(new Body(
                asked.role(),
                BodyFields.creditsOrNull(asked.limitMicros()),
                found.counts(),
                found.items(),
                found.nextCursor()));
    }

    /**
     * What clients read; names and order of the components are the contract.
     *
     * @param monthlyCreditLimit the limit that somebody thinks of; null: none
     * @param counts how many members there are and what would change for them; null: this is not the first page
     */
    record Body(
            String roleId,
            @Nullable BigDecimal monthlyCreditLimit,
            Preview.@Nullable Counts counts,
            List<Preview.Line> items,
            @Nullable String nextCursor) {}
}
