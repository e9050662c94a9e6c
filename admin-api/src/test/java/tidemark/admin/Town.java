package tidemark.admin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Level;
import tidemark.ledger.Limit;
import tidemark.ledger.Shift;
import tidemark.topology.queries.AccountPage;
import tidemark.topology.queries.AccountSearch;
import tidemark.topology.queries.Among;
import tidemark.topology.queries.Copies;
import tidemark.topology.queries.LimitPreview;
import tidemark.topology.queries.Looked;
import tidemark.topology.queries.NodeAddress;
import tidemark.topology.queries.Sought;
import tidemark.topology.queries.UsageView;

/** Users of the entity {@code acme} on six partitions, and nodes that have copies of some of these. */
final class Town {

    static final int PARTITIONS = 6;

    private final NavigableMap<String, UsageView> users = new TreeMap<>();
    private final List<List<NodeAddress>> copies = new ArrayList<>();
    private final List<NodeAddress> nodes = new ArrayList<>();
    private final Set<String> roles = new HashSet<>();

    Town() {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            copies.add(new ArrayList<>(List.of(Copies.ALONE)));
        }
        nodes.add(Copies.ALONE);
    }

    /** Somebody who has used that much, held to a limit by a role if one is given. */
    synchronized void put(String user, @Nullable String role, long used, Limit limit) {
        UsageView view = FakeQueries.used(user, used, limit);
        users.put(
                user,
                new UsageView(
                        view.account(),
                        view.period(),
                        used,
                        limit,
                        0,
                        1,
                        view.level(),
                        view.blocked(),
                        role,
                        role == null ? null : 1L,
                        null,
                        view.resetsAt(),
                        FakeQueries.NOW));
        if (role != null) {
            roles.add(role);
        }
    }

    synchronized void use(String user, long micros) {
        UsageView now = find(user);
        put(user, now.roleId(), now.used() + micros, now.limit());
    }

    synchronized UsageView find(String user) {
        UsageView found = users.get(user);
        if (found == null) {
            throw new AssertionError(user);
        }
        return found;
    }

    synchronized List<UsageView> all() {
        return List.copyOf(users.values());
    }

    synchronized void clear() {
        users.clear();
        roles.clear();
    }

    /** Spreads the partitions over these nodes; the next one has a second copy. */
    synchronized void spread(List<NodeAddress> over) {
        nodes.clear();
        nodes.addAll(over);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            copies.set(partition, List.of(over.get(partition % over.size()), over.get((partition + 1) % over.size())));
        }
    }

    synchronized void place(int partition, NodeAddress... at) {
        copies.set(partition, List.of(at));
    }

    /** A node that has all copies and knows of no other. */
    Search search() {
        return new Search();
    }

    private synchronized Collection<UsageView> in(Set<Integer> partitions) {
        return users.values().stream()
                .filter(view ->
                        partitions.contains(Math.floorMod(view.account().user().hashCode(), PARTITIONS)))
                .sorted(Comparator.comparing(view -> view.account().user()))
                .toList();
    }

    private synchronized boolean knows(@Nullable String role) {
        return role == null || roles.contains(role);
    }

    /** What one node finds. */
    final class Search implements AccountSearch {

        /** How many accounts it looks at for a page before it ends that. */
        volatile int patience = Integer.MAX_VALUE;

        /** How far its second copies are behind. */
        volatile long lag = 7;

        private volatile NodeAddress self = Copies.ALONE;
        private final Set<Integer> away = Collections.synchronizedSet(new HashSet<>());

        /** It has all that it is said to have. */
        void recover() {
            away.clear();
            patience = Integer.MAX_VALUE;
        }

        void be(NodeAddress address) {
            self = address;
        }

        /** It still is said to work on that partition, but does not. */
        void lose(int partition) {
            away.add(partition);
        }

        @Override
        public Copies copies() {
            synchronized (Town.this) {
                return new Copies(copies, nodes, self);
            }
        }

        @Override
        public Looked<AccountPage> page(Among among, Sought sought, @Nullable String after, int limit) {
            Here here = here(among);
            List<UsageView> found = new ArrayList<>();
            int looked = 0;
            for (UsageView view : in(here.partitions())) {
                String user = view.account().user();
                if (after == null || user.compareTo(after) > 0) {
                    looked++;
                    if (fits(sought, view)) {
                        found.add(view);
                    }
                    if (found.size() == limit || looked == patience) {
                        return here.looked(new AccountPage(found, user, knows(sought.role())));
                    }
                }
            }
            return here.looked(new AccountPage(found, null, knows(sought.role())));
        }

        @Override
        public Looked<Boolean> all(Among among, Sought sought, Predicate<UsageView> each) {
            Here here = here(among);
            for (UsageView view : in(here.partitions())) {
                if (fits(sought, view) && !each.test(view)) {
                    break;
                }
            }
            return here.looked(knows(sought.role()));
        }

        @Override
        public Looked<Map<String, Long>> holders(Among among) {
            Here here = here(among);
            Map<String, Long> counts = new HashMap<>();
            for (UsageView view : in(here.partitions())) {
                String role = view.roleId();
                if (role != null) {
                    counts.merge(role, 1L, Long::sum);
                }
            }
            return here.looked(counts);
        }

        @Override
        public Looked<LimitPreview> preview(Among among, String role, Limit limit, @Nullable String after, int most) {
            Here here = here(among);
            List<LimitPreview.Change> changes = new ArrayList<>();
            Map<Shift, Long> counts = new HashMap<>();
            String reached = null;
            for (UsageView view : in(here.partitions())) {
                String user = view.account().user();
                if (role.equals(view.roleId()) && (after == null || user.compareTo(after) > 0)) {
                    boolean blocked = limit.answerFor(view.used()).isBlock();
                    Shift shift = blocked == view.blocked() ? Shift.NONE : blocked ? Shift.BLOCKED : Shift.UNBLOCKED;
                    counts.merge(shift, 1L, Long::sum);
                    if (shift != Shift.NONE && changes.size() < most) {
                        Level level = limit.levelOf(view.used(), 80);
                        changes.add(new LimitPreview.Change(view, shift, level, blocked));
                        reached = changes.size() == most ? user : null;
                    }
                }
            }
            return here.looked(new LimitPreview(changes, reached, after == null ? counts : null, knows(role)));
        }

        private Here here(Among among) {
            Set<Integer> found = new HashSet<>();
            Long behind = null;
            synchronized (Town.this) {
                for (int partition : among.partitions()) {
                    List<NodeAddress> at = copies.get(partition);
                    if (at.get(0).equals(self) && !away.contains(partition)) {
                        found.add(partition);
                    } else if (among.anyCopy() && at.subList(1, at.size()).contains(self)) {
                        found.add(partition);
                        behind = lag + (behind == null ? 0 : behind);
                    }
                }
            }
            return new Here(found, behind);
        }
    }

    private static boolean fits(Sought sought, UsageView view) {
        return (sought.role() == null || sought.role().equals(view.roleId()))
                && (sought.level() == null || sought.level() == view.level())
                && (sought.blocked() == null || sought.blocked() == view.blocked());
    }

    private record Here(Set<Integer> partitions, @Nullable Long lag) {

        <F> Looked<F> looked(F found) {
            return new Looked<>(found, partitions, lag);
        }
    }
}
