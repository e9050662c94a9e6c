package tidemark.admin.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tidemark.ledger.AccountId;
import tidemark.ledger.Level;
import tidemark.ledger.Limit;
import tidemark.ledger.Period;
import tidemark.ledger.Share;
import tidemark.topology.queries.UsageView;

/** Orders keep what was put in, sorted, can be gone through from anywhere, and do not stay for ever. */
final class OrdersTest {

    private static final Instant NOW = Instant.parse("2026-11-22T09:30:00.120Z");

    private final AtomicLong nanos = new AtomicLong();

    @ParameterizedTest
    @EnumSource(Sort.class)
    void an_order_is_gone_through_in_steps_of_any_size(Sort sort) {
        Random random = new Random(sort.text().hashCode());
        List<UsageView> views = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            views.add(view("user-" + i, random));
        }
        Collections.shuffle(views, random);
        Order.Builder builder = new Order.Builder(sort, 1 << 20);
        views.forEach(builder::add);
        Order order = builder.build();
        views.sort(by(sort).thenComparing(view -> view.account().user()));

        List<AccountLine> met = new ArrayList<>();
        List<AccountLine> page = order.after(null, 1 + random.nextInt(40));
        while (!page.isEmpty()) {
            met.addAll(page);
            AccountLine last = page.get(page.size() - 1);
            page = order.after(new Order.Place(last.usedMicros(), last.limit(), last.userId()), 1 + random.nextInt(40));
        }

        assertThat(met).isEqualTo(views.stream().map(AccountLine::of).toList());
    }

    @Test
    void ids_as_long_as_they_may_be_are_kept() {
        String id = "x".repeat(255);
        UsageView view = new UsageView(
                new AccountId("acme", id),
                Period.parse("2026-11"),
                -5,
                Limit.of(9),
                0,
                1,
                Level.WARNED,
                true,
                id,
                7L,
                id,
                NOW,
                NOW);
        Order.Builder builder = new Order.Builder(Sort.USED, 1 << 20);
        builder.add(view);

        assertThat(builder.build().after(null, 5)).containsExactly(AccountLine.of(view));
    }

    @Test
    void a_builder_says_when_there_is_no_more_room() {
        Order.Builder builder = new Order.Builder(Sort.USED, 200);

        assertThat(builder.add(view("a", new Random(1)))).isTrue();
        assertThat(builder.add(view("b".repeat(200), new Random(1)))).isFalse();
        assertThat(builder.isFull()).isTrue();
    }

    @Test
    void an_order_is_found_under_its_name_by_its_question_only() {
        Orders orders = new Orders(nanos::get, 1 << 20);
        orders.hold("one", "question", order("a"));

        assertThat(orders.find(List.of("one", "two"), "question")).hasSize(1);
        assertThat(orders.find(List.of("one"), "another")).isEmpty();
    }

    @Test
    void an_order_that_is_used_stays_and_one_that_is_not_goes_after_five_minutes() {
        Orders orders = new Orders(nanos::get, 1 << 20);
        orders.hold("used", "q", order("a"));
        orders.hold("unused", "q", order("b"));
        for (int minute = 0; minute < 20; minute += 4) {
            assertThat(orders.find(List.of("used"), "q")).hasSize(1);
            nanos.addAndGet(Duration.ofMinutes(4).toNanos());
        }

        assertThat(orders.find(List.of("unused"), "q")).isEmpty();
        assertThat(orders.find(List.of("used"), "q")).hasSize(1);
    }

    @Test
    void what_was_not_used_for_longest_makes_room() {
        long one = order("a").bytes();
        Orders orders = new Orders(nanos::get, 3 * one);
        orders.hold("1", "q", order("a"));
        orders.hold("2", "q", order("a"));
        orders.hold("3", "q", order("a"));
        assertThat(orders.find(List.of("1"), "q")).hasSize(1);
        orders.hold("4", "q", order("a"));

        assertThat(orders.find(List.of("1", "2", "3", "4"), "q"))
                .extracting(Orders.Part::id)
                .containsExactly("1", "3", "4");
    }

    private static Order order(String user) {
        Order.Builder builder = new Order.Builder(Sort.USED, 1 << 20);
        builder.add(view(user, new Random(3)));
        return builder.build();
    }

    private static UsageView view(String user, Random random) {
        Limit limit = List.of(Limit.NONE, Limit.ZERO, Limit.of(10), Limit.of(30), Limit.of((1L << 53) - 1))
                .get(random.nextInt(5));
        long used = random.nextInt(20) == 0 ? (1L << 53) - 1 : random.nextInt(25) - 3;
        String role = random.nextBoolean() ? "role" : null;
        return new UsageView(
                new AccountId("acme", user),
                Period.parse("2026-11"),
                used,
                limit,
                0,
                1,
                limit.levelOf(used, 80),
                limit.answerFor(used).isBlock(),
                role,
                role == null ? null : 3L,
                random.nextBoolean() ? "awaited" : null,
                NOW,
                NOW);
    }

    private static Comparator<UsageView> by(Sort sort) {
        return switch (sort) {
            case USER -> Comparator.comparing(view -> view.account().user());
            case USED -> Comparator.comparing(UsageView::used);
            case USED_DOWN -> Comparator.comparing(UsageView::used).reversed();
            case PERCENT -> Comparator.comparing(OrdersTest::share);
            case PERCENT_DOWN -> Comparator.comparing(OrdersTest::share).reversed();
        };
    }

    private static Share share(UsageView view) {
        return new Share(view.used(), view.limit());
    }
}
