package tidemark.benchmarks.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.UncheckedIOException;
import java.util.Map;
import tidemark.ledger.AccountId;
import tidemark.topology.TidemarkNode;
import tidemark.topology.queries.QueryAnswer;
import tidemark.topology.queries.UsageView;

/**
 * What a node's JVM answers while its node runs: an empty line with a {@link NodeReport}, {@value #ASK} and an account with an
 * {@link AccountAnswer}. {@value #AHEAD} and a number moves the node's clock.
 */
final class NodeAnswers {

    static final String ASK = "ask ";
    static final String AHEAD = "ahead ";

    /** By how many milliseconds the node's clock is ahead at its start: a setting for the JVM, not for the node. */
    static final String AHEAD_SETTING = "benchmark.clock.ahead.ms";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TidemarkNode node;
    private final MeterRegistry meters;
    private final AheadClock clock;

    NodeAnswers(TidemarkNode node, MeterRegistry meters, AheadClock clock) {
        this.node = node;
        this.meters = meters;
        this.clock = clock;
    }

    /** The clock that a node with those settings goes by. */
    static AheadClock clock(Map<String, String> settings) {
        return new AheadClock(Long.parseLong(settings.getOrDefault(AHEAD_SETTING, "0")));
    }

    String to(String line) {
        if (line.startsWith(ASK)) {
            return written(ask(AccountId.parse(line.substring(ASK.length()))));
        }
        if (line.startsWith(AHEAD)) {
            clock.beAhead(Long.parseLong(line.substring(AHEAD.length())));
            return "";
        }
        return written(NodeReport.of(node.health().ready(), meters));
    }

    static String written(Object answer) {
        try {
            return JSON.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private AccountAnswer ask(AccountId account) {
        return node.queries().usage(account, null) instanceof QueryAnswer.Here<UsageView> here
                ? new AccountAnswer(
                        true,
                        here.view().blocked(),
                        here.view().used(),
                        here.view().asOf().toEpochMilli())
                : new AccountAnswer(false, false, 0, 0);
    }
}
