package tidemark.client.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.client.ClientSettings;
import tidemark.client.TidemarkClient;
import tidemark.client.gate.Account;
import tidemark.client.listen.AnnouncementListener;
import tidemark.client.listen.Announcements;
import tidemark.client.listen.Begin;
import tidemark.client.listen.ListenSettings;
import tidemark.client.listen.Origin;
import tidemark.client.metrics.ClientMetrics;
import tidemark.client.operation.HaltedException;
import tidemark.client.operation.Operation;
import tidemark.events.BlockDecision;
import tidemark.events.UsageExceeded;
import tidemark.events.UsageWarning;

/** The contract, kept by Tidemark itself; and what only Tidemark itself has. */
final class RealTidemarkIT extends ClientContract {

    @TempDir
    static Path directory;

    private static RealWorld world;

    @BeforeAll
    static void begin() throws Exception {
        world = new RealWorld(directory);
    }

    @AfterAll
    static void end() {
        world.close();
    }

    @Override
    World world() {
        return world;
    }

    @Test
    void a_listener_hears_warning_exceeded_and_decisions_with_their_offsets() throws Exception {
        Heard heard = new Heard("listener");
        try (Announcements now = Announcements.listen(ListenSettings.of(world.clients(), Begin.now()), heard)) {
            assertThat(now.awaitListening(RealWorld.PATIENCE)).isTrue();
            Account ann = new Account("listener", "ann");
            world.limit(ann, BigDecimal.TEN);
            try (Operation operation = world.operations().start(ann, null)) {
                assertThat(operation.trySpend(new BigDecimal(8))).isEmpty();
                assertThat(operation.trySpend(new BigDecimal(2))).isPresent();
            }
            await().atMost(RealWorld.PATIENCE).until(() -> heard.words.size() == 3);
            assertThat(heard.words).containsExactlyInAnyOrder("warned ann", "exceeded ann", "BLOCK ann");
            assertThat(heard.origins)
                    .allMatch(origin -> origin.offset() >= 0 && !origin.topic().isEmpty());
            assertThat(now.skipped()).isZero();
        }
    }

    @Test
    void a_group_goes_on_where_it_was_left_and_what_its_listener_drops_is_told_again() throws Exception {
        Account ann = new Account("group", "ann");
        ListenSettings settings = ListenSettings.of(world.clients(), Begin.inGroup("mailers"));
        world.limit(ann, BigDecimal.ZERO);
        Heard first = new Heard("group");
        first.failures.set(2);
        try (Announcements listening = Announcements.listen(settings, first)) {
            await().atMost(RealWorld.PATIENCE).until(() -> first.words.contains("BLOCK ann"));
            assertThat(first.failures.get()).isNegative();
            assertThat(listening.skipped()).isZero();
        }
        world.limit(ann, BigDecimal.ONE);
        Heard second = new Heard("group");
        try (Announcements listening = Announcements.listen(settings, second)) {
            await().atMost(RealWorld.PATIENCE).until(() -> second.words.contains("ALLOW ann"));
            assertThat(second.words).doesNotContain("BLOCK ann");
            assertThat(listening.skipped()).isZero();
        }
    }

    @Test
    void one_object_has_it_all_and_leaves_no_thread() throws Exception {
        Account ann = new Account("facade", "ann");
        world.limit(ann, BigDecimal.ONE);
        Map<String, Long> counts = new ConcurrentHashMap<>();
        Map<String, LongSupplier> levels = new ConcurrentHashMap<>();
        ClientMetrics metrics = new ClientMetrics() {
            @Override
            public void add(String name, long amount) {
                counts.merge(name, amount, Long::sum);
            }

            @Override
            public void took(String name, long nanos) {
                counts.merge(name, 1L, Long::sum);
            }

            @Override
            public void level(String name, LongSupplier value) {
                levels.put(name, value);
            }
        };
        long before = threads();
        try (TidemarkClient client = TidemarkClient.connect(ClientSettings.of(world.clients())
                .withApi(world.api(), () -> CheckEndpoint.TOKEN)
                .withSource("facade")
                .withMetrics(metrics))) {
            assertThat(client.gate().awaitReady(RealWorld.PATIENCE)).isTrue();
            assertThat(client.check(ann).allowed()).isTrue();
            try (Operation operation = client.start(ann, "chat")) {
                assertThat(operation.remainingMicros()).hasValue(1_000_000);
                assertThatThrownBy(() -> operation.spend(BigDecimal.ONE)).isInstanceOf(HaltedException.class);
            }
            await().atMost(RealWorld.PATIENCE).until(() -> !client.check(ann).allowed());
            assertThat(counts)
                    .containsEntry("tidemark.client.usage.sent", 1L)
                    .containsEntry("tidemark.client.usage.acknowledged", 1L)
                    .containsEntry("tidemark.client.usage.acknowledgement", 1L)
                    .containsEntry("tidemark.client.halts", 1L);
            assertThat(levels.get("tidemark.client.decisions.accounts"))
                    .isNotNull()
                    .satisfies(level -> assertThat(level.getAsLong()).isPositive());
        }
        await().atMost(RealWorld.PATIENCE).until(() -> threads() <= before);
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("tidemark-"))
                .count();
    }

    /** Writes down what it hears of one entity. */
    private static final class Heard implements AnnouncementListener {

        final List<String> words = Collections.synchronizedList(new ArrayList<>());
        final List<Origin> origins = Collections.synchronizedList(new ArrayList<>());
        final AtomicInteger failures = new AtomicInteger();
        private final String entity;

        Heard(String entity) {
            this.entity = entity;
        }

        @Override
        public void warned(UsageWarning warning, Origin from) {
            hear(warning.getEntityId(), "warned " + warning.getUserId(), from);
        }

        @Override
        public void exceeded(UsageExceeded exceeded, Origin from) {
            hear(exceeded.getEntityId(), "exceeded " + exceeded.getUserId(), from);
        }

        @Override
        public void decided(BlockDecision decision, Origin from) {
            hear(decision.getEntityId(), decision.getDecision() + " " + decision.getUserId(), from);
        }

        private void hear(String of, String word, Origin from) {
            if (of.equals(entity)) {
                if (failures.getAndDecrement() > 0) {
                    throw new IllegalStateException("the mail server is away");
                }
                words.add(word);
                origins.add(from);
            }
        }
    }
}
