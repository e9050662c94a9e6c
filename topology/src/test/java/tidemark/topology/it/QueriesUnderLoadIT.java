package tidemark.topology.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.embedded.EmbeddedStack;
import tidemark.ledger.AccountId;
import tidemark.topology.NodeSettings;
import tidemark.topology.TidemarkNode;
import tidemark.topology.queries.EntityView;
import tidemark.topology.queries.QueryAnswer;
import tidemark.topology.queries.UsageView;

/** A node that is asked without pause while it works: with Kafka Streams' newer queries both came to stand still (KAFKA-19629). */
final class QueriesUnderLoadIT {

    private static final String ENTITY = "acme";
    private static final int USERS = 20;
    private static final int EVENTS = 40_000;
    private static final int ASKING = 4;

    @TempDir
    static Path directory;

    @Test
    void questions_do_not_stop_the_work_and_never_go_back() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        try (EmbeddedStack stack = EmbeddedStack.start(directory.resolve("services"));
                Installation installation = Installation.create(stack, directory, "queries", 2);
                Inputs inputs = new Inputs(installation);
                TidemarkNode node = Installation.start(settings(installation))) {
            List<CompletableFuture<Long>> asking = new ArrayList<>();
            for (int i = 0; i < ASKING; i++) {
                asking.add(CompletableFuture.supplyAsync(() -> ask(node, done), QueriesUnderLoadIT::start));
            }
            for (int i = 0; i < EVENTS; i++) {
                inputs.usage("e" + i, ENTITY, user(i), 1);
            }
            inputs.flush();
            installation.awaitApplied(installation.topics().usageEvents());
            done.set(true);
            assertThat(asking).allSatisfy(answers -> assertThat(answers.join()).isPositive());
            assertThat(Installation.usage(ENTITY, user(0), node).used()).isEqualTo(EVENTS / USERS);
        } finally {
            done.set(true);
        }
    }

    /* Sums are reported so often that the entity's row is written again and again. */
    private static Map<String, String> settings(Installation installation) {
        Map<String, String> settings = new HashMap<>(installation.settings("node"));
        settings.put(NodeSettings.ENTITY_INTERVAL_MS, "1");
        settings.put(NodeSettings.ENTITY_RELAXED_INTERVAL_MS, "1");
        return settings;
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "asking");
        thread.setDaemon(true);
        thread.start();
    }

    private static long ask(TidemarkNode node, AtomicBoolean done) {
        long answers = 0;
        long total = 0;
        long[] seen = new long[USERS];
        while (!done.get()) {
            int user = (int) (answers % USERS);
            if (node.queries().usage(new AccountId(ENTITY, user(user)), null)
                    instanceof QueryAnswer.Here<UsageView> here) {
                assertThat(here.view().used()).isGreaterThanOrEqualTo(seen[user]);
                seen[user] = here.view().used();
                answers++;
            }
            if (node.entityQueries().usage(ENTITY, null) instanceof QueryAnswer.Here<EntityView> here) {
                assertThat(here.view().used()).isGreaterThanOrEqualTo(total);
                total = here.view().used();
            }
        }
        return answers;
    }

    private static String user(int number) {
        return "user-" + number % USERS;
    }
}
