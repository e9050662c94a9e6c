package tidemark.admin;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import tidemark.ledger.AccountId;

/** Tells another node what it has of one account or entity, asking nobody. */
final class NodeUsageEndpoint implements Handler {

    private final RowQuestions rows;
    private final boolean ofUser;

    /**
     * An endpoint.
     *
     * @param ofUser whether it is about a user; else about an entity
     */
    NodeUsageEndpoint(RowQuestions rows, boolean ofUser) {
        this.rows = rows;
        this.ofUser = ofUser;
    }

    @Override
    public void handle(Context ctx) {
        Question question = new Question(ctx);
        String entity = question.name("entity");
        AskedMonths months = question.months();
        question.answer(
                ofUser
                        ? OneHop.here(rows.of(new AccountId(entity, question.name("user")), months))
                        : OneHop.here(rows.of(entity, months)));
    }
}
