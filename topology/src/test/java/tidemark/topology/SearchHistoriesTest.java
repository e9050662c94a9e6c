package tidemark.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.events.ChangeOutcome;
import tidemark.ledger.Level;
import tidemark.ledger.Limit;
import tidemark.ledger.Shift;
import tidemark.topology.queries.AccountPage;
import tidemark.topology.queries.LimitPreview;
import tidemark.topology.queries.Sought;
import tidemark.topology.queries.StoreSearch;
import tidemark.topology.queries.UsageView;

/** What is found among many accounts, after random histories, against a model that knows no more than the rules. */
class SearchHistoriesTest {

    private static final List<String> ROLES = List.of("a", "ab", "b", "c");
    private static final int USERS = 14;
    private static final int STEPS = 120;
    private static final int PARTITIONS = 3;
    private static final @Nullable Long[] LIMITS = {null, 0L, 1L, 40L, 100L, 250L};

    @TempDir
    Path dir;

    private final Map<String, @Nullable Long> roles = new TreeMap<>();
    private final Map<String, Standing> users = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void what_is_found_is_what_the_rules_say(long seed) {
        Random random = new Random(seed);
        try (CreditDriver driver = new CreditDriver(dir)) {
            StoreSearch search = new StoreSearch(PARTITIONS, driver::store, driver::now);
            for (int step = 0; step < STEPS; step++) {
                step(driver, random);
                if (step % 4 == 0) {
                    String told = "seed " + seed + ", step " + step;
                    assertFound(search, random, told);
                    assertPreviewed(search, random, told);
                }
                if (random.nextInt(8) == 0) {
                    driver.settle();
                    assertCounted(search, "seed " + seed + ", step " + step);
                }
            }
        }
    }

    private void step(CreditDriver driver, Random random) {
        String user = "u" + random.nextInt(USERS);
        String role = ROLES.get(random.nextInt(ROLES.size()));
        switch (random.nextInt(9)) {
            case 0 -> limit(driver, role, LIMITS[random.nextInt(LIMITS.length)]);
            case 1, 2, 3 -> assign(driver, user, random.nextInt(6) == 0 ? null : role);
            case 4 -> delete(driver, role, random.nextBoolean() ? null : ROLES.get(random.nextInt(ROLES.size())));
            case 5 -> turnMonth(driver, random);
            default -> use(driver, user, random.nextInt(60) - 5);
        }
        driver.forgetOutputs();
    }

    private void limit(CreditDriver driver, String role, @Nullable Long limit) {
        if (roles.containsKey(role)) {
            driver.limit(role, limit);
        } else {
            driver.create(role, limit);
        }
        roles.put(role, limit);
        users.replaceAll((user, standing) ->
                role.equals(standing.pending()) ? new Standing(role, null, standing.used()) : standing);
    }

    private void delete(CreditDriver driver, String role, @Nullable String to) {
        if (driver.delete(role, to).getOutcome() == ChangeOutcome.ACCEPTED) {
            roles.remove(role);
            users.replaceAll((user, standing) ->
                    role.equals(standing.role()) ? new Standing(to, standing.pending(), standing.used()) : standing);
        }
    }

    private void assign(CreditDriver driver, String user, @Nullable String role) {
        driver.assign(user, role);
        Standing before = users.getOrDefault(user, Standing.NEW);
        users.put(
                user,
                role == null || roles.containsKey(role)
                        ? new Standing(role, null, before.used())
                        : new Standing(before.role(), role, before.used()));
    }

    private void use(CreditDriver driver, String user, long micros) {
        driver.use(user, micros);
        Standing before = users.getOrDefault(user, Standing.NEW);
        users.put(user, new Standing(before.role(), before.pending(), before.used() + micros));
    }

    private void turnMonth(CreditDriver driver, Random random) {
        if (random.nextInt(4) == 0) {
            driver.advance(Duration.ofDays(31));
            users.replaceAll((user, standing) -> new Standing(standing.role(), standing.pending(), 0));
        }
    }

    private void assertFound(StoreSearch search, Random random, String told) {
        String role = random.nextInt(3) == 0 ? null : ROLES.get(random.nextInt(ROLES.size()));
        Level level = random.nextInt(3) == 0
                ? List.of(Level.NONE, Level.WARNED, Level.EXCEEDED).get(random.nextInt(3))
                : null;
        Boolean blocked = random.nextInt(3) == 0 ? random.nextBoolean() : null;
        List<String> expected = new ArrayList<>();
        users.forEach((user, standing) -> {
            if ((role == null || role.equals(standing.role()))
                    && (level == null || level == levelOf(standing))
                    && (blocked == null || blocked == blocks(limitOf(standing), standing.used()))
                    && !standing.isBlank()) {
                expected.add(sentence(user, standing));
            }
        });

        List<String> found = new ArrayList<>();
        String after = null;
        do {
            AccountPage page = search.page(
                            search.everywhere(CreditDriver.ENTITY),
                            new Sought(role, level, blocked),
                            after,
                            1 + random.nextInt(5))
                    .found();
            page.accounts().stream().filter(view -> !isBlank(view)).forEach(view -> found.add(sentence(view)));
            assertThat(page.roleKnown()).as(told).isEqualTo(role == null || roles.containsKey(role));
            after = page.reached();
        } while (after != null);
        assertThat(found).as(told).containsExactlyElementsOf(expected);

        List<String> all = new ArrayList<>();
        search.all(
                search.everywhere(CreditDriver.ENTITY),
                new Sought(role, level, blocked),
                view -> isBlank(view) || all.add(sentence(view)));
        assertThat(all).as(told).containsExactlyInAnyOrderElementsOf(expected);
    }

    private void assertPreviewed(StoreSearch search, Random random, String told) {
        String role = ROLES.get(random.nextInt(ROLES.size()));
        Long limit = LIMITS[random.nextInt(LIMITS.length)];
        Map<Shift, Long> counts = new HashMap<>();
        List<String> expected = new ArrayList<>();
        users.forEach((user, standing) -> {
            if (role.equals(standing.role())) {
                Shift shift = shift(standing, limit);
                counts.merge(shift, 1L, Long::sum);
                if (shift != Shift.NONE) {
                    expected.add(user + " " + shift);
                }
            }
        });

        List<String> found = new ArrayList<>();
        String after = null;
        do {
            LimitPreview preview = search.preview(
                            search.everywhere(CreditDriver.ENTITY),
                            role,
                            limit == null ? Limit.NONE : Limit.of(limit),
                            after,
                            1 + random.nextInt(3))
                    .found();
            preview.changes().forEach(change -> found.add(change.now().account().user() + " " + change.shift()));
            assertThat(preview.counts()).as(told).isEqualTo(after == null ? counts : null);
            after = preview.reached();
        } while (after != null);
        assertThat(found).as(told).containsExactlyElementsOf(expected);
    }

    private void assertCounted(StoreSearch search, String told) {
        Map<String, Long> expected = new HashMap<>();
        users.values().forEach(standing -> {
            if (standing.role() != null) {
                expected.merge(standing.role(), 1L, Long::sum);
            }
        });
        Map<String, Long> found = new HashMap<>(
                search.holders(search.everywhere(CreditDriver.ENTITY)).found());
        found.keySet().retainAll(roles.keySet());
        assertThat(found).as(told).isEqualTo(expected);
    }

    private @Nullable Long limitOf(Standing standing) {
        return standing.role() == null ? null : roles.get(standing.role());
    }

    private Level levelOf(Standing standing) {
        return level(limitOf(standing), standing.used());
    }

    private static Level level(@Nullable Long limit, long used) {
        if (limit == null || (limit == 0 && used <= 0)) {
            return Level.NONE;
        }
        if (used >= limit) {
            return Level.EXCEEDED;
        }
        return used * 100 >= limit * 80 ? Level.WARNED : Level.NONE;
    }

    private static boolean blocks(@Nullable Long limit, long used) {
        return limit != null && (limit == 0 || used >= limit);
    }

    private Shift shift(Standing standing, @Nullable Long other) {
        boolean now = blocks(limitOf(standing), standing.used());
        boolean then = blocks(other, standing.used());
        boolean warnedNow = levelOf(standing) != Level.NONE;
        boolean warnedThen = level(other, standing.used()) != Level.NONE;
        if (now != then) {
            return now ? Shift.UNBLOCKED : Shift.BLOCKED;
        }
        if (now || warnedNow == warnedThen) {
            return Shift.NONE;
        }
        return warnedThen ? Shift.WARNED : Shift.CLEARED;
    }

    private String sentence(String user, Standing standing) {
        return user + " " + standing.role() + " awaits " + standing.pending() + " " + standing.used() + " of "
                + limitOf(standing) + " " + levelOf(standing) + " " + blocks(limitOf(standing), standing.used());
    }

    private static String sentence(UsageView view) {
        Long limit = view.limit().isNone() ? null : view.limit().micros();
        return view.account().user() + " " + view.roleId() + " awaits " + view.pendingRoleId() + " " + view.used()
                + " of " + limit + " " + view.level() + " " + view.blocked();
    }

    /* What is empty may be forgotten at a month turn. */
    private static boolean isBlank(UsageView view) {
        return view.roleId() == null && view.pendingRoleId() == null && view.used() == 0;
    }

    private record Standing(@Nullable String role, @Nullable String pending, long used) {

        static final Standing NEW = new Standing(null, null, 0);

        boolean isBlank() {
            return role == null && pending == null && used == 0;
        }
    }
}
