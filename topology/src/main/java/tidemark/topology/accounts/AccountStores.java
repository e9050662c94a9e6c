package tidemark.topology.accounts;

import java.time.Duration;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import tidemark.ledger.Account;
import tidemark.ledger.Lookup;
import tidemark.ledger.MonthTotal;
import tidemark.ledger.RememberedEvent;
import tidemark.ledger.RoleTerms;
import tidemark.topology.graph.StoreNames;

/**
 * The stores of one account task, opened.
 *
 * @param accounts one row for each account
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
        KeyValueStore<Bytes, Account> accounts,
        KeyValueStore<Bytes, MonthTotal> months,
        SpilledEvents spilledEvents,
        KnownRoles roles,
        KnownEntities entities,
        KeyValueStore<Bytes, byte[]> members,
        KeyValueStore<Bytes, byte[]> blocked,
        KeyValueStore<Bytes, byte[]> walks,
        AccountIndex index) {

    static AccountStores open(ProcessingContext context, Duration dedupeHorizon) {
        KeyValueStore<Bytes, RememberedEvent> spilled = context.getStateStore(StoreNames.SPILLED_EVENTS);
        KeyValueStore<Bytes, RoleTerms> roles = context.getStateStore(StoreNames.KNOWN_ROLES);
        KeyValueStore<Bytes, byte[]> members = context.getStateStore(StoreNames.ROLE_MEMBERS);
        KeyValueStore<Bytes, byte[]> blocked = context.getStateStore(StoreNames.BLOCKED_ACCOUNTS);
        return new AccountStores(
                context.getStateStore(StoreNames.ACCOUNTS),
                context.getStateStore(StoreNames.MONTHS),
                new SpilledEvents(spilled, dedupeHorizon),
                new KnownRoles(roles),
                new KnownEntities(context.getStateStore(StoreNames.KNOWN_ENTITIES)),
                members,
                blocked,
                context.getStateStore(StoreNames.WALKS),
                new AccountIndex(members, blocked));
    }

    /** What the ledger may look up beside that account. */
    Lookup lookup(String entity, Bytes account) {
        return new StoredLookup(entity, account, roles, months, spilledEvents);
    }
}
