package tidemark.topology.accounts;

import java.time.Duration;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import tidemark.ledger.Lookup;
import tidemark.ledger.MonthTotal;
import tidemark.ledger.RoleTerms;
import tidemark.topology.graph.StoreNames;
import tidemark.topology.graph.TopologyParts;
import tidemark.topology.rows.EventPage;

/**
 * The stores of one account task, opened.
 *
 * @param accounts one row for each account; to be written out before a commit
 * @param months past months
 * @param spilledEvents events that had to leave their row
 * @param roles the roles as this task knows them
 * @param entities the entities as this task knows them
 * @param members who holds or awaits a role
 * @param blocked accounts blocked until the end of a month
 * @param walks walks under way, and what else the task has to remember about itself
 * @param index keeps members and blocked in step with the accounts
 */
record AccountStores(
        AccountRows accounts,
        KeyValueStore<Bytes, MonthTotal> months,
        SpilledEvents spilledEvents,
        KnownRoles roles,
        KnownEntities entities,
        KeyValueStore<Bytes, byte[]> members,
        KeyValueStore<Bytes, byte[]> blocked,
        KeyValueStore<Bytes, byte[]> walks,
        AccountIndex index)
        implements AutoCloseable {

    static AccountStores open(ProcessingContext context, TopologyParts parts) {
        KeyValueStore<Bytes, byte[]> accounts = context.getStateStore(StoreNames.ACCOUNTS);
        KeyValueStore<Bytes, EventPage> spilled = context.getStateStore(StoreNames.REMEMBERED_EVENTS);
        KeyValueStore<Bytes, RoleTerms> roles = context.getStateStore(StoreNames.KNOWN_ROLES);
        KeyValueStore<Bytes, byte[]> members = context.getStateStore(StoreNames.ROLE_MEMBERS);
        KeyValueStore<Bytes, byte[]> blocked = context.getStateStore(StoreNames.BLOCKED_ACCOUNTS);
        return new AccountStores(
                new AccountRows(accounts, parts.memory().accountRows()),
                context.getStateStore(StoreNames.MONTHS),
                spilledEvents(spilled, parts),
                new KnownRoles(roles),
                new KnownEntities(context.getStateStore(StoreNames.KNOWN_ENTITIES)),
                members,
                blocked,
                context.getStateStore(StoreNames.WALKS),
                new AccountIndex(members, blocked));
    }

    private static SpilledEvents spilledEvents(KeyValueStore<Bytes, EventPage> store, TopologyParts parts) {
        return new SpilledEvents(
                store,
                new SpilledFilters(parts.memory().eventFilters()),
                Duration.ofMillis(parts.policy().dedupeMillis()));
    }

    /** What the ledger may look up beside that account. */
    Lookup lookup(String entity, Bytes account) {
        return new StoredLookup(entity, account, roles, months, spilledEvents);
    }

    /** Gives the heap back that was used to spare the stores; what had not been written out is lost. */
    @Override
    public void close() {
        accounts.close();
        spilledEvents.close();
    }
}
