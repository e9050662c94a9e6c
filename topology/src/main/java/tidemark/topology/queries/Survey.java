package tidemark.topology.queries;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Account;
import tidemark.ledger.AccountId;
import tidemark.ledger.Ledger;
import tidemark.ledger.Limit;
import tidemark.ledger.RoleTerms;
import tidemark.ledger.Shift;
import tidemark.topology.graph.StoreNames;
import tidemark.topology.rows.Keys;

/** One look at the accounts of one entity, in the copies at hand and at one moment. For one thread. */
final class Survey {

    /* A page reads on until it is full; where few fit, it ends here and the next one goes on. */
    private static final int MOST_ROWS_FOR_A_PAGE = 100_000;
    private static final Duration LONGEST_FOR_A_PAGE = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(8);

    private final List<CopyReader> copies;
    private final String entity;
    private final Ledger ledger;
    private final UsageViews views;
    private final Instant now;
    private final Map<CopyReader, RoleMemo> roles = new HashMap<>();

    Survey(List<CopyReader> copies, String entity, Ledger ledger, UsageViews views, Instant now) {
        this.copies = copies;
        this.entity = entity;
        this.ledger = ledger;
        this.views = views;
        this.now = now;
    }

    AccountPage page(Sought sought, @Nullable String after, int limit) {
        Effort effort = Effort.of(MOST_ROWS_FOR_A_PAGE, LONGEST_FOR_A_PAGE);
        List<UsageView> accounts = new ArrayList<>();
        try (Crowd crowd = crowd(sought, after)) {
            for (Crowd.Found found = crowd.next(); found != null; found = crowd.next()) {
                UsageView view = view(found);
                if (view != null && sought.fits(view)) {
                    accounts.add(view);
                }
                if (accounts.size() == limit || effort.spent()) {
                    String reached = crowd.next() == null ? null : found.user();
                    return new AccountPage(accounts, reached, knows(sought.role()));
                }
            }
        }
        return new AccountPage(accounts, null, knows(sought.role()));
    }

    boolean all(Sought sought, Predicate<UsageView> each) {
        Effort effort = Effort.of(Long.MAX_VALUE, LONGEST);
        try (Crowd crowd = crowd(sought, null)) {
            for (Crowd.Found found = crowd.next(); found != null; found = crowd.next()) {
                UsageView view = view(found);
                if (view != null && sought.fits(view) && !each.test(view)) {
                    break;
                }
                stopIf(effort.spent());
            }
        }
        return knows(sought.role());
    }

    LimitPreview preview(String role, Limit limit, @Nullable String after, int most) {
        Effort effort = Effort.of(Long.MAX_VALUE, LONGEST);
        List<LimitPreview.Change> changes = new ArrayList<>();
        Map<Shift, Long> counts = new EnumMap<>(Shift.class);
        boolean counting = after == null;
        String reached = null;
        try (Crowd crowd = crowd(Sought.holdersOf(role), after)) {
            Crowd.Found found = crowd.next();
            while (found != null && (counting || reached == null)) {
                LimitPreview.Change change = change(found, role, limit);
                if (change != null) {
                    counts.merge(change.shift(), 1L, Long::sum);
                    if (change.shift() != Shift.NONE && changes.size() < most) {
                        changes.add(change);
                        reached = changes.size() == most ? found.user() : null;
                    }
                }
                stopIf(effort.spent());
                found = crowd.next();
            }
        }
        return new LimitPreview(changes, reached, counting ? counts : null, knows(role));
    }

    Map<String, Long> holders() {
        Effort effort = Effort.of(Long.MAX_VALUE, LONGEST);
        Map<String, Long> counts = new HashMap<>();
        for (CopyReader copy : copies) {
            try (KeyValueIterator<Bytes, Object> members =
                    copy.range(StoreNames.ROLE_MEMBERS, Keys.firstOf(entity), Keys.beyondAllOf(entity))) {
                count(members, counts, effort);
            }
        }
        return counts;
    }

    /* Members of a role lie together. */
    private void count(KeyValueIterator<Bytes, Object> members, Map<String, Long> counts, Effort effort) {
        String role = "";
        Bytes beyond = Bytes.wrap(Bytes.EMPTY);
        long count = 0;
        while (members.hasNext()) {
            Bytes member = members.next().key;
            if (member.compareTo(beyond) >= 0) {
                counts.merge(role, count, Long::sum);
                String id = Keys.roleOf(member);
                role = id.substring(entity.length() + 1);
                beyond = Keys.beyond(Keys.of(id));
                count = 0;
            }
            count++;
            stopIf(effort.spent());
        }
        counts.merge(role, count, Long::sum);
        counts.remove("");
    }

    private Crowd crowd(Sought sought, @Nullable String after) {
        String role = sought.role();
        return role == null ? Crowd.of(copies, entity, after) : Crowd.of(copies, entity, leadingTo(role), after);
    }

    /*
     * Whoever held a role that was deleted holds the one that its deletion named, from that moment on, and is found under the former until
     * a walk has come by.
     */
    private Set<String> leadingTo(String role) {
        Map<String, List<String>> from = copies.isEmpty() ? Map.of() : movedTo(copies.get(0));
        Set<String> leading = new LinkedHashSet<>(List.of(role));
        Deque<String> next = new ArrayDeque<>(leading);
        while (!next.isEmpty()) {
            for (String former : from.getOrDefault(next.remove(), List.of())) {
                if (leading.add(former)) {
                    next.add(former);
                }
            }
        }
        return leading;
    }

    private Map<String, List<String>> movedTo(CopyReader copy) {
        Map<String, List<String>> from = new HashMap<>();
        try (KeyValueIterator<Bytes, Object> known =
                copy.range(StoreNames.KNOWN_ROLES, Keys.firstOf(entity), Keys.beyondAllOf(entity))) {
            while (known.hasNext()) {
                RoleTerms terms = (RoleTerms) known.next().value;
                for (RoleTerms.Deletion deletion : terms.deletions()) {
                    String to = deletion.reassignTo();
                    if (to != null) {
                        from.computeIfAbsent(to, any -> new ArrayList<>()).add(terms.roleId());
                    }
                }
            }
        }
        return from;
    }

    private @Nullable UsageView view(Crowd.Found found) {
        Account account = found.account();
        return account == null ? null : views.view(id(found), account, memo(found.copy()), null, now);
    }

    private LimitPreview.@Nullable Change change(Crowd.Found found, String role, Limit limit) {
        Account stored = found.account();
        if (stored == null) {
            return null;
        }
        Account account = ledger.asOf(stored, memo(found.copy()), now.toEpochMilli());
        if (!role.equals(account.roleId())) {
            return null;
        }
        Account other = ledger.under(limit, account, now.toEpochMilli());
        return new LimitPreview.Change(
                UsageViews.current(id(found), account, now),
                Shift.between(account, other),
                other.level(),
                other.answer().isBlock());
    }

    private boolean knows(@Nullable String role) {
        if (role == null) {
            return true;
        }
        for (CopyReader copy : copies) {
            RoleTerms terms = memo(copy).role(role);
            if (terms != null && terms.active()) {
                return true;
            }
        }
        return false;
    }

    private RoleMemo memo(CopyReader copy) {
        return roles.computeIfAbsent(copy, any -> new RoleMemo(copy, entity));
    }

    private AccountId id(Crowd.Found found) {
        return new AccountId(entity, found.user());
    }

    private static void stopIf(boolean spent) {
        if (spent) {
            throw new SearchTooLong();
        }
    }
}
