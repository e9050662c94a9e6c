package tidemark.topology.queries;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Account;
import tidemark.topology.graph.StoreNames;
import tidemark.topology.rows.Keys;

/**
 * The accounts of several copies side by side, in the order of their users, each once. Reads no more of a copy than it has to. For one
 * thread; to be closed.
 */
final class Crowd implements AutoCloseable {

    private final String entity;
    private final PriorityQueue<Row> rows = new PriorityQueue<>();
    private final List<Row> open = new ArrayList<>();
    private @Nullable String last;

    private Crowd(String entity) {
        this.entity = entity;
    }

    /**
     * All accounts of an entity.
     *
     * @param after the last user not of interest; null: from the first
     */
    static Crowd of(List<CopyReader> copies, String entity, @Nullable String after) {
        Crowd crowd = new Crowd(entity);
        Bytes from = after == null ? Keys.firstOf(entity) : Keys.after(Keys.of(entity + '/' + after));
        int prefix = entity.length() + 1;
        for (CopyReader copy : copies) {
            crowd.add(
                    copy,
                    () -> copy.range(StoreNames.ACCOUNTS, from, Keys.beyondAllOf(entity)),
                    key -> Keys.text(key).substring(prefix),
                    true);
        }
        return crowd;
    }

    /** The accounts that hold or await one of these roles. */
    static Crowd of(List<CopyReader> copies, String entity, Collection<String> roles, @Nullable String after) {
        Crowd crowd = new Crowd(entity);
        for (String id : roles) {
            Bytes role = Keys.of(entity + '/' + id);
            Bytes from = after == null ? Keys.first(role) : Keys.after(Keys.member(role, after));
            for (CopyReader copy : copies) {
                crowd.add(
                        copy, () -> copy.range(StoreNames.ROLE_MEMBERS, from, Keys.beyond(role)), Keys::userOf, false);
            }
        }
        return crowd;
    }

    /** The next one; null: that was all. */
    @Nullable
    Found next() {
        Row row = rows.poll();
        while (row != null) {
            Found found = row.user.equals(last) ? null : row.found(entity);
            last = row.user;
            if (row.advance()) {
                rows.add(row);
            }
            if (found != null) {
                return found;
            }
            row = rows.poll();
        }
        return null;
    }

    @Override
    public void close() {
        open.forEach(Row::close);
    }

    private void add(
            CopyReader copy,
            Supplier<KeyValueIterator<Bytes, Object>> range,
            Function<Bytes, String> userOf,
            boolean isAccount) {
        try {
            Row row = new Row(copy, range.get(), userOf, isAccount);
            open.add(row);
            if (row.advance()) {
                rows.add(row);
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Somebody.
     *
     * @param copy where the account is
     * @param user id of the user
     * @param account the row; null: only the index knows of it yet
     */
    record Found(CopyReader copy, String user, @Nullable Account account) {}

    /** Where the reading of one copy has come to. */
    private static final class Row implements Comparable<Row> {

        private final CopyReader copy;
        private final KeyValueIterator<Bytes, Object> iterator;
        private final Function<Bytes, String> userOf;
        private final boolean isAccount;
        private String user = "";
        private @Nullable Object value;

        Row(
                CopyReader copy,
                KeyValueIterator<Bytes, Object> iterator,
                Function<Bytes, String> userOf,
                boolean isAccount) {
            this.copy = copy;
            this.iterator = iterator;
            this.userOf = userOf;
            this.isAccount = isAccount;
        }

        boolean advance() {
            if (!iterator.hasNext()) {
                return false;
            }
            KeyValue<Bytes, Object> row = iterator.next();
            user = userOf.apply(row.key);
            value = row.value;
            return true;
        }

        Found found(String entity) {
            Object account =
                    isAccount ? value : copy.get(StoreNames.ACCOUNTS, Keys.of(entity + '/' + user), Account.class);
            return new Found(copy, user, (Account) account);
        }

        void close() {
            iterator.close();
        }

        @Override
        public int compareTo(Row other) {
            return user.compareTo(other.user);
        }
    }
}
