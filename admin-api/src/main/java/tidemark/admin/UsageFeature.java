package tidemark.admin;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tidemark.admin.access.Right;
import tidemark.admin.crowd.CrowdQuestions;
import tidemark.admin.crowd.MemberCounts;
import tidemark.ledger.AccountId;
import tidemark.topology.queries.AccountQueries;
import tidemark.topology.queries.AccountSearch;
import tidemark.topology.queries.EntityQueries;

/** What accounts and entities have used, one by one and many together, whichever nodes have them. */
public final class UsageFeature implements Feature, AccountUsage {

    /** How long another node may take to answer for one account or entity: clients of ours wait meanwhile. */
    private static final Duration PATIENCE_WITH_OTHERS = Duration.ofSeconds(1);

    private final RowQuestions rows;
    private final OneHop hop;
    private final CrowdQuestions crowd;

    /**
     * Answers by these.
     *
     * @param accounts where usage of accounts is asked
     * @param entities where usage of entities is asked
     * @param search where many accounts are looked at
     */
    public UsageFeature(AccountQueries accounts, EntityQueries entities, AccountSearch search) {
        OtherNodes others = new OtherNodes();
        this.rows = new RowQuestions(accounts, entities);
        this.hop = new OneHop(others, PATIENCE_WITH_OTHERS);
        this.crowd = new CrowdQuestions(search, others);
    }

    /** How many users have which role, on all nodes. */
    public MemberCounts members() {
        return crowd.members();
    }

    @Override
    public CompletableFuture<UsageBody> of(AccountId account, @Nullable String authorization) {
        AskedMonths current = AskedMonths.CURRENT;
        return hop.ask(rows.of(account, current), authorization)
                .thenCombine(
                        hop.ask(rows.of(account.entity(), current), authorization),
                        (found, entity) -> UsageEndpoint.together(
                                found.months().get(0), entity.months().get(0)));
    }

    @Override
    public void addTo(Routes routes) {
        routes.read(UsagePaths.USER, Right.READ_USER_USAGE, new UsageEndpoint(rows, hop))
                .read(UsagePaths.ENTITY, Right.READ_ENTITY_USAGE, new EntityUsageEndpoint(rows, hop))
                .read(UsersEndpoint.USERS, Right.LIST_USERS, new UsersEndpoint(crowd.lists(), false))
                .read(UsersEndpoint.MEMBERS, Right.LIST_USERS, new UsersEndpoint(crowd.lists(), true))
                .post(LimitPreviewEndpoint.PATH, Right.LIST_USERS, new LimitPreviewEndpoint(crowd.previews()));
        amongNodes(routes);
    }

    /* A node that asks shows what its client has shown, so the same rights hold. */
    private void amongNodes(Routes routes) {
        routes.read(UsagePaths.USER_AMONG_NODES, Right.READ_USER_USAGE, new NodeUsageEndpoint(rows, true))
                .read(UsagePaths.ENTITY_AMONG_NODES, Right.READ_ENTITY_USAGE, new NodeUsageEndpoint(rows, false))
                .post(CrowdQuestions.ROUTE, Right.LIST_USERS, new NodeQuestionEndpoint(crowd));
    }

    @Override
    public void close() {
        crowd.close();
    }
}
