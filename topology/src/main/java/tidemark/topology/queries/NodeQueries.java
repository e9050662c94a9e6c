package tidemark.topology.queries;

import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.EntityLedger;
import tidemark.ledger.Ledger;
import tidemark.ledger.Policy;
import tidemark.topology.graph.StoreNames;
import tidemark.topology.graph.TopologyParts;

/**
 * All questions that one node answers.
 *
 * @param accounts about single accounts
 * @param entities about single entities
 * @param search about many accounts
 */
public record NodeQueries(AccountQueries accounts, EntityQueries entities, AccountSearch search) {

    private static final List<String> ACCOUNT_STORES =
            List.of(StoreNames.ACCOUNTS, StoreNames.MONTHS, StoreNames.KNOWN_ROLES, StoreNames.ROLE_MEMBERS);
    private static final List<String> ENTITY_STORES = List.of(StoreNames.ENTITIES, StoreNames.ENTITY_MONTHS);

    /**
     * Answered from the stores of that client and from those of its peers' that it knows of.
     *
     * @param self this node's advertised address; null: it has none and answers for itself alone
     * @param clock epoch millis
     */
    public static NodeQueries of(
            KafkaStreams streams, TopologyParts parts, @Nullable HostInfo self, LongSupplier clock) {
        Policy policy = parts.policy();
        CopyLags lags = new CopyLags(streams::allLocalStorePartitionLags);
        LocalCopies accounts = new LocalCopies(streams, lags, ACCOUNT_STORES);
        LocalCopies entities = new LocalCopies(streams, lags, ENTITY_STORES);
        Ledger ledger = new Ledger(policy);
        EntityLedger entityLedger =
                new EntityLedger(policy, parts.accountPartitions().count());
        UsageViews views = new UsageViews(ledger, policy.monthsKept());
        return new NodeQueries(
                new StreamsAccountQueries(
                        new StoreOwners(streams, accounts, StoreNames.ACCOUNTS, parts.accountPartitions(), self),
                        views,
                        clock,
                        false),
                new StreamsEntityQueries(
                        new StoreOwners(streams, entities, StoreNames.ENTITIES, parts.entityPartitions(), self),
                        new EntityViews(entityLedger, policy.monthsKept()),
                        clock,
                        false),
                new StreamsAccountSearch(
                        new CopyPlaces(
                                streams,
                                parts.topics().usageEvents(),
                                parts.accountPartitions().count(),
                                self),
                        accounts,
                        ledger,
                        views,
                        clock));
    }
}
