package tidemark.admin;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tidemark.ledger.AccountId;
import tidemark.ledger.Period;

/** Answers what an account has used beside its entity, whichever nodes have them. No request thread waits for another node. */
final class UsageEndpoint implements Handler {

    private final RowQuestions rows;
    private final OneHop hop;

    UsageEndpoint(RowQuestions rows, OneHop hop) {
        this.rows = rows;
        this.hop = hop;
    }

    @Override
    public void handle(Context ctx) {
        Question question = new Question(ctx);
        AccountId account = new AccountId(question.name("entity"), question.name("user"));
        AskedMonths months = question.months();
        ctx.future(() -> hop.ask(rows.of(account, months), question.authorization())
                .thenCombine(
                        hop.ask(rows.of(account.entity(), months), question.authorization()),
                        (found, entity) -> answer(question, months, found, entity)));
    }

    private static Question answer(
            Question question, AskedMonths months, KeptMonths<AccountBody> found, KeptMonths<EntityBody> entity) {
        question.lag(Question.together(found.lagRecords(), entity.lagRecords()));
        question.answer(
                months.all()
                        ? everyMonth(found, entity)
                        : together(found.months().get(0), entity.months().get(0)));
        return question;
    }

    /* Where no month was asked for, the two nodes have looked at their clocks, and one may be ahead. */
    private static UsageBody together(AccountBody account, EntityBody entity) {
        if (!account.period().equals(entity.period())) {
            throw Refusal.notReady("The month is just turning.");
        }
        return UsageBody.of(account, EntityBound.of(entity));
    }

    private static ListBody<UsageBody> everyMonth(KeptMonths<AccountBody> found, KeptMonths<EntityBody> entity) {
        Map<String, EntityBound> bounds =
                entity.months().stream().collect(Collectors.toMap(EntityBody::period, EntityBound::of));
        Function<AccountBody, EntityBound> bound = account -> {
            EntityBound known = bounds.get(account.period());
            return known == null ? EntityBound.unused(Period.parse(account.period()), account.asOf()) : known;
        };
        return new ListBody<>(
                found.months().stream()
                        .map(account -> UsageBody.of(account, bound.apply(account)))
                        .toList(),
                null);
    }
}
