package tidemark.cli.dev;

import java.util.Map;
import tidemark.embedded.CannotStartException;
import tidemark.embedded.EmbeddedStack;

/**
 * Everything a dev stack consists of, started.
 *
 * @param services broker and registry
 * @param node what this is all about
 */
record DevStack(EmbeddedStack services, LedgerNode node) {

    private static final String LOOPBACK = "127.0.0.1";

    /**
     * What people can choose.
     *
     * @param kafkaPort 0 for any free one
     * @param registryPort 0 for any free one
     * @param httpPort 0 for any free one
     * @param partitions 0 for what the data directory has
     */
    record Choice(int kafkaPort, int registryPort, int httpPort, int partitions) {

        static final int DEFAULT_PARTITIONS = 6;
    }

    /**
     * Starts one after the other what depends on each other, and puts it into what is running.
     *
     * @throws StartFailure if something cannot start; what has started is in {@code running}
     */
    static DevStack start(DataDirectory directory, Choice choice, Running running) {
        EmbeddedStack services = running.add(services(directory, choice));
        new DevTopics(directory).create(services.bootstrapServers(), choice.partitions(), Choice.DEFAULT_PARTITIONS);
        Map<String, String> settings = Map.of(
                "bootstrap.servers", services.bootstrapServers(),
                "schema.registry.url", services.registryUrl().toString());
        NodeSettings node = new NodeSettings(settings, directory.state(), LOOPBACK, choice.httpPort());
        return new DevStack(services, running.add(LedgerNode.start(node)));
    }

    private static EmbeddedStack services(DataDirectory directory, Choice choice) {
        try {
            return EmbeddedStack.start(directory.path(), choice.kafkaPort(), choice.registryPort());
        } catch (CannotStartException e) {
            throw new StartFailure(String.valueOf(e.getMessage()), e);
        }
    }
}
