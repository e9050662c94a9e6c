package tidemark.admin;

import io.javalin.http.Context;
import io.javalin.http.Handler;

/** Answers what an entity has used, whichever node has it. No request thread waits for another node. */
final class EntityUsageEndpoint implements Handler {

    private final RowQuestions rows;
    private final OneHop hop;

    EntityUsageEndpoint(RowQuestions rows, OneHop hop) {
        this.rows = rows;
        this.hop = hop;
    }

    @Override
    public void handle(Context ctx) {
        Question question = new Question(ctx);
        String entity = question.name("entity");
        AskedMonths months = question.months();
        ctx.future(
                () -> hop.ask(rows.of(entity, months), question.authorization()).thenAccept(found -> {
                    question.lag(found.lagRecords());
                    question.answer(
                            months.all()
                                    ? new ListBody<>(found.months(), null)
                                    : found.months().get(0));
                }));
    }
}
