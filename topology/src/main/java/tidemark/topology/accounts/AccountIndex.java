package tidemark.topology.accounts;

import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Account;
import tidemark.ledger.AccountId;
import tidemark.ledger.Answer;
import tidemark.ledger.Period;
import tidemark.topology.rows.Keys;

/** The ways to find accounts other than by id: by the role they hold or await, and by being blocked until month end. */
final class AccountIndex {

    private static final byte[] PRESENT = {1};

    private final KeyValueStore<Bytes, byte[]> members;
    private final KeyValueStore<Bytes, byte[]> blocked;

    AccountIndex(KeyValueStore<Bytes, byte[]> members, KeyValueStore<Bytes, byte[]> blocked) {
        this.members = members;
        this.blocked = blocked;
    }

    /** Follows an account from one state to the next; null: no such account. Writes only what differs. */
    void follow(AccountId id, Bytes key, @Nullable Account before, @Nullable Account after) {
        follow(id, before == null ? null : before.roleId(), after == null ? null : after.roleId(), after);
        follow(id, before == null ? null : before.pendingRoleId(), after == null ? null : after.pendingRoleId(), after);
        Period was = blockedIn(before);
        Period is = blockedIn(after);
        if (is == null && was != null) {
            blocked.delete(key);
        } else if (is != null && !is.equals(was)) {
            blocked.put(key, PRESENT);
        }
    }

    private void follow(AccountId id, @Nullable String was, @Nullable String is, @Nullable Account after) {
        if (Objects.equals(was, is)) {
            return;
        }
        if (was != null && !concerns(after, was)) {
            members.delete(Keys.member(roleKey(id, was), id.user()));
        }
        if (is != null) {
            members.put(Keys.member(roleKey(id, is), id.user()), PRESENT);
        }
    }

    private static boolean concerns(@Nullable Account account, String role) {
        return account != null && (role.equals(account.roleId()) || role.equals(account.pendingRoleId()));
    }

    private static @Nullable Period blockedIn(@Nullable Account account) {
        return account != null && account.answer() == Answer.BLOCK_UNTIL_MONTH_END ? account.period() : null;
    }

    private static Bytes roleKey(AccountId id, String role) {
        return Keys.of(id.entity() + '/' + role);
    }
}
