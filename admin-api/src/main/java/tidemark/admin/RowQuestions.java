package tidemark.admin;

import java.util.List;
import tidemark.admin.OneHop.RowQuestion;
import tidemark.ledger.AccountId;
import tidemark.topology.queries.AccountQueries;
import tidemark.topology.queries.EntityQueries;
import tidemark.topology.queries.EntityView;
import tidemark.topology.queries.QueryAnswer;
import tidemark.topology.queries.UsageView;

/** Questions about the usage of one account or entity. */
final class RowQuestions {

    private final AccountQueries accounts;
    private final EntityQueries entities;

    RowQuestions(AccountQueries accounts, EntityQueries entities) {
        this.accounts = accounts;
        this.entities = entities;
    }

    RowQuestion<UsageView, AccountBody> of(AccountId account, AskedMonths months) {
        return new RowQuestion<>(
                () -> ask(accounts, account, months),
                () -> ask(accounts.here(), account, months),
                AccountBody::of,
                UsagePaths.userAmongNodes(account) + months.query(),
                AccountBody.class,
                body -> body.entityId().equals(account.entity())
                        && body.userId().equals(account.user()));
    }

    RowQuestion<EntityView, EntityBody> of(String entity, AskedMonths months) {
        return new RowQuestion<>(
                () -> ask(entities, entity, months),
                () -> ask(entities.here(), entity, months),
                EntityBody::of,
                UsagePaths.entityAmongNodes(entity) + months.query(),
                EntityBody.class,
                body -> body.entityId().equals(entity));
    }

    private static QueryAnswer<List<UsageView>> ask(AccountQueries queries, AccountId account, AskedMonths months) {
        return months.all()
                ? queries.everyMonth(account)
                : queries.usage(account, months.period()).map(List::of);
    }

    private static QueryAnswer<List<EntityView>> ask(EntityQueries queries, String entity, AskedMonths months) {
        return months.all()
                ? queries.everyMonth(entity)
                : queries.usage(entity, months.period()).map(List::of);
    }
}
