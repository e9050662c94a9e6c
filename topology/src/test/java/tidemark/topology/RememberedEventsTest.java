package tidemark.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tidemark.events.UsageEvent;
import tidemark.ledger.RecentEvents;
import tidemark.topology.graph.StoreNames;
import tidemark.topology.rows.EventPage;

/** R11: events that had to leave their account's row are recognised as long as they have to be, and then forgotten. */
class RememberedEventsTest extends OnCreditDriver {

    private static final Instant MIDNIGHT = Instant.parse("2026-12-20T00:00:00Z");

    @Test
    void R11_a_thousand_events_all_retried_count_once() {
        List<UsageEvent> events = use(1_000);
        assertThat(driver.account("bob").used()).isEqualTo(1_000);
        assertThat(spilled()).isEqualTo(spilledOf(1_000));

        driver.advance(Duration.ofDays(7));
        events.forEach(driver::send);
        driver.restart();
        events.forEach(driver::send);

        assertThat(driver.account("bob").used()).isEqualTo(1_000);
        assertThat(driver.parts().counted("usage-events", "duplicate")).isEqualTo(2_000);
        assertThat(driver.parts().counted("usage-events", "applied")).isEqualTo(1_000);
    }

    @Test
    void R11_the_clock_alone_forgets_nothing() {
        List<UsageEvent> events = use(50);

        driver.advanceTo(Instant.parse("2027-02-01T00:00:00Z"));
        driver.settle();

        assertThat(spilled()).isEqualTo(spilledOf(50));
        Instant retried = CreditDriver.START.plus(Duration.ofDays(6));
        events.forEach(event -> driver.send(event, retried));
        assertThat(driver.parts().counted("usage-events", "duplicate")).isEqualTo(50);
    }

    @Test
    void old_events_are_forgotten_at_midnight_once_arrivals_have_moved_on() {
        use(50);
        driver.advanceTo(MIDNIGHT.minusSeconds(60));
        driver.settle();
        driver.restart();
        driver.use("carol", 1);

        driver.advanceTo(MIDNIGHT);
        driver.settle();

        assertThat(spilled()).isZero();
    }

    @Test
    void events_within_the_horizon_stay() {
        use(50);
        driver.advance(Duration.ofDays(7));
        driver.use("carol", 1);

        driver.advance(Duration.ofDays(2));
        driver.settle();

        assertThat(spilled()).isEqualTo(spilledOf(50));
    }

    private List<UsageEvent> use(int count) {
        List<UsageEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(driver.use("bob", 1));
        }
        return events;
    }

    /* All that fit into a row leave together, when one more comes. */
    private static int spilledOf(int events) {
        return (events - 1) / RecentEvents.CAPACITY * RecentEvents.CAPACITY;
    }

    /* A row that was merged stays until the next ones take its place. */
    private long spilled() {
        return driver.<EventPage>values(StoreNames.REMEMBERED_EVENTS).stream()
                .flatMap(page -> page.events().stream())
                .distinct()
                .count();
    }
}
