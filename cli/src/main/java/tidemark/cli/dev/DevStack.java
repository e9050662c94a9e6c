package tidemark.cli.dev;

import java.io.IOException;
import java.util.Map;
import tidemark.admin.BindAddress;
import tidemark.admin.GateSettings;
import tidemark.cli.access.DevIssuer;
import tidemark.cli.access.DevStacks;
import tidemark.embedded.CannotStartException;
import tidemark.embedded.EmbeddedStack;
import tidemark.topology.NodeSettings;
import tidemark.topology.StartFailure;

/**
 * Everything a dev stack consists of, started.
 *
 * @param services broker and registry
 * @param node what this is all about
 * @param issuer whose tokens the node believes
 */
record DevStack(EmbeddedStack services, LedgerNode node, DevIssuer issuer) {

    /** As a static member a node that was killed is back in its group at once, not when its session has run out. */
    private static final String INSTANCE = "dev";

    /**
     * What people can choose.
     *
     * @param kafkaPort 0 for any free one
     * @param registryPort 0 for any free one
     * @param httpPort 0 for any free one
     * @param partitions 0 for what the data directory has
     */
    record Choice(int kafkaPort, int registryPort, int httpPort, int partitions) {}

    /**
     * Starts one after the other what depends on each other, and puts it into what is running.
     *
     * @throws StartFailure if something cannot start; what has started is in {@code running}
     */
    static DevStack start(DataDirectory directory, Choice choice, Running running) {
        EmbeddedStack services = running.add(services(directory, choice));
        new DevTopics(directory).create(services.bootstrapServers(), choice.partitions());
        DevIssuer issuer = issuer(directory);
        LedgerNode node = running.add(new LedgerNode(
                settings(directory, services),
                issuer.trust(),
                GateSettings.of(Map.of()),
                BindAddress.loopback(choice.httpPort())));
        node.start(running::isStopping);
        running.add(DevStacks.ofThisUser().announce(node.url(), directory.path()));
        return new DevStack(services, node, issuer);
    }

    private static DevIssuer issuer(DataDirectory directory) {
        try {
            return DevIssuer.open(directory.path());
        } catch (IOException e) {
            throw new StartFailure(
                    "The key for tokens in " + directory.path() + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static EmbeddedStack services(DataDirectory directory, Choice choice) {
        try {
            return EmbeddedStack.start(directory.path(), choice.kafkaPort(), choice.registryPort());
        } catch (CannotStartException e) {
            throw new StartFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private static NodeSettings settings(DataDirectory directory, EmbeddedStack services) {
        return NodeSettings.of(Map.of(
                "bootstrap.servers",
                services.bootstrapServers(),
                "schema.registry.url",
                services.registryUrl().toString(),
                NodeSettings.STATE_DIR,
                directory.state().toString(),
                NodeSettings.INSTANCE_ID,
                INSTANCE));
    }
}
