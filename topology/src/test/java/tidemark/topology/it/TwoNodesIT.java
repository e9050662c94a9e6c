package tidemark.topology.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tidemark.embedded.EmbeddedStack;
import tidemark.events.UsageEvent;
import tidemark.ledger.AccountId;
import tidemark.topology.NodeSettings;
import tidemark.topology.TidemarkNode;
import tidemark.topology.queries.EntityView;
import tidemark.topology.queries.QueryAnswer;
import tidemark.topology.queries.UsageView;

/** Two nodes that share the work, on a real broker. */
final class TwoNodesIT {

    private static final int PARTITIONS = 6;
    private static final List<String> ENTITIES = List.of("acme", "globex", "initech");
    private static final int USERS = 20;
    private static final int EVENTS_EACH = 20;
    private static final long LIMIT = 5_000;
    private static final long ENTITY_TOTAL = USERS * (EVENTS_EACH * 1_000L + 1);

    @TempDir
    static Path directory;

    private static EmbeddedStack stack;

    @BeforeAll
    static void startStack() {
        stack = EmbeddedStack.start(directory.resolve("services"));
    }

    @AfterAll
    static void closeStack() {
        stack.close();
    }

    @Test
    void one_of_two_nodes_goes_and_comes_back_and_every_account_is_exact() throws Exception {
        try (Installation installation = Installation.create(stack, directory, "two", PARTITIONS);
                Inputs inputs = new Inputs(installation);
                TidemarkNode first = Installation.start(settings(installation, "first"))) {
            assignRoles(inputs);
            try (TidemarkNode second = Installation.start(settings(installation, "second"))) {
                awaitEachHasItsPlace(first, second);
                publish(inputs, 0, EVENTS_EACH / 2);
            }
            publish(inputs, EVENTS_EACH / 2, EVENTS_EACH);
            try (TidemarkNode second = Installation.start(settings(installation, "second"))) {
                publishMisplacedTwice(inputs);
                installation.awaitApplied(installation.topics().usageEvents());
                awaitEachHasItsPlace(first, second);
                awaitExact(first, second);
            }
            assertRolesOnEveryPartition(installation);
            assertBlockedOnce(installation);
            assertEntitiesOnEveryPartition(installation);
            assertThat(new Outputs(installation).records(installation.topics().rejectedEvents()))
                    .isEmpty();
        }
    }

    @Test
    void a_clean_restart_keeps_its_state() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        try (Installation installation = Installation.create(stack, directory, "again", 2);
                Inputs inputs = new Inputs(installation)) {
            try (TidemarkNode node = installation.node("node")) {
                inputs.createRole("acme", "analyst", LIMIT);
                inputs.assign("acme", "ada", "analyst");
                inputs.usage("e1", "acme", "ada", 10);
                inputs.flush();
                installation.awaitApplied(installation.topics().usageEvents());
                await().atMost(Installation.PATIENCE).until(() -> "analyst"
                        .equals(Installation.usage("acme", "ada", node).roleId()));
            }
            log.start();
            streamsLog().addAppender(log);
            try (TidemarkNode node = installation.node("node")) {
                assertThat(Installation.usage("acme", "ada", node).used()).isEqualTo(10);
            } finally {
                streamsLog().detachAppender(log);
            }
        }
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(line -> line.contains("orrupted") || line.contains("did not find checkpoint"));
    }

    private static Logger streamsLog() {
        return (Logger) LoggerFactory.getLogger("org.apache.kafka.streams");
    }

    private static Map<String, String> settings(Installation installation, String node) {
        Map<String, String> settings = installation.settings(node);
        settings.put(NodeSettings.ADVERTISED_ADDRESS, node + ".example:8080");
        return settings;
    }

    private static void assignRoles(Inputs inputs) {
        inputs.limitEntity("limit-acme", "acme", ENTITY_TOTAL / 2);
        for (String entity : ENTITIES) {
            inputs.createRole(entity, "analyst", LIMIT);
            for (int user = 0; user < USERS; user++) {
                inputs.assign(entity, "user-" + user, "analyst");
            }
        }
        inputs.flush();
    }

    private static void publish(Inputs inputs, int from, int to) {
        for (int event = from; event < to; event++) {
            for (String entity : ENTITIES) {
                for (int user = 0; user < USERS; user++) {
                    inputs.usage("event-" + event, entity, "user-" + user, 1_000);
                }
            }
        }
        inputs.flush();
    }

    /** R18 and R11: each of them on two wrong partitions or on a wrong one and the right one. */
    private static void publishMisplacedTwice(Inputs inputs) {
        for (String entity : ENTITIES) {
            for (int user = 0; user < USERS; user++) {
                UsageEvent event = Inputs.event("misplaced", entity, "user-" + user, 1);
                inputs.usage(user % PARTITIONS, event);
                inputs.usage((user + 1) % PARTITIONS, event);
            }
        }
        inputs.flush();
    }

    private static void awaitExact(TidemarkNode first, TidemarkNode second) {
        await().atMost(Installation.PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> forEachAccount(account -> {
                    var view = Installation.usage(account.entity(), account.user(), first, second);
                    assertThat(view.used()).as(account.toString()).isEqualTo(EVENTS_EACH * 1_000L + 1);
                    assertThat(view.events()).isEqualTo(EVENTS_EACH + 1);
                    assertThat(view.blocked()).isTrue();
                }));
        await().atMost(Installation.PATIENCE).untilAsserted(() -> {
            for (String entity : ENTITIES) {
                EntityView view = Installation.entityUsage(entity, first, second);
                assertThat(view.used()).as(entity).isEqualTo(ENTITY_TOTAL);
                assertThat(view.events()).as(entity).isEqualTo(USERS * (EVENTS_EACH + 1));
                assertThat(view.blocked()).as(entity).isEqualTo(entity.equals("acme"));
            }
        });
    }

    /** Whoever does not keep an account names the other node, and both keep some. */
    private static void awaitEachHasItsPlace(TidemarkNode first, TidemarkNode second) {
        QueryAnswer.Elsewhere<UsageView> atFirst = new QueryAnswer.Elsewhere<>("first.example", 8080);
        QueryAnswer.Elsewhere<UsageView> atSecond = new QueryAnswer.Elsewhere<>("second.example", 8080);
        await().atMost(Installation.PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> {
                    Set<QueryAnswer<UsageView>> named = new HashSet<>();
                    forEachAccount(account -> {
                        QueryAnswer<UsageView> one = first.queries().usage(account, null);
                        QueryAnswer<UsageView> other = second.queries().usage(account, null);
                        QueryAnswer<UsageView> pointer = one instanceof QueryAnswer.Here<UsageView> ? other : one;
                        assertThat(pointer).isEqualTo(one instanceof QueryAnswer.Here<UsageView> ? atFirst : atSecond);
                        assertThat(pointer == one ? other : one).isInstanceOf(QueryAnswer.Here.class);
                        named.add(pointer);
                    });
                    assertThat(named).containsExactlyInAnyOrder(atFirst, atSecond);
                });
    }

    private static void forEachAccount(java.util.function.Consumer<AccountId> check) {
        for (String entity : ENTITIES) {
            for (int user = 0; user < USERS; user++) {
                check.accept(new AccountId(entity, "user-" + user));
            }
        }
    }

    private static void assertRolesOnEveryPartition(Installation installation) {
        List<ConsumerRecord<String, byte[]>> roles =
                new Outputs(installation).records(installation.topics().roles());
        for (String entity : ENTITIES) {
            assertThat(roles)
                    .filteredOn(role -> role.key().equals(entity + "/analyst"))
                    .extracting(ConsumerRecord::partition)
                    .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
        }
    }

    private static void assertEntitiesOnEveryPartition(Installation installation) {
        assertThat(new Outputs(installation).records(installation.topics().entities()))
                .filteredOn(entity -> entity.key().equals("acme"))
                .extracting(ConsumerRecord::partition)
                .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
    }

    private static void assertBlockedOnce(Installation installation) {
        List<String> expected = new ArrayList<>(List.of("acme"));
        forEachAccount(account -> expected.add(account.toString()));
        assertThat(new Outputs(installation).records(installation.topics().decisionHistory()))
                .extracting(ConsumerRecord::key)
                .containsExactlyInAnyOrderElementsOf(expected);
    }
}
