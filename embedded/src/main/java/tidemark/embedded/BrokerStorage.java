package tidemark.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.properties.PropertiesUtils;
import org.apache.kafka.metadata.storage.Formatter;

/** The broker's log directory, formatted once and keeping its cluster id for ever after. */
final class BrokerStorage {

    private static final String CLEAN_SHUTDOWN_MARK = ".kafka_cleanshutdown";

    private BrokerStorage() {}

    /**
     * Formats the directory unless that is done already.
     *
     * @throws CannotStartException if the directory belongs to something else or cannot be written
     */
    static void prepare(Path logDir) {
        try (PrintStream silence = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silence)
                    .setNodeId(BrokerProperties.NODE_ID)
                    .setClusterId(clusterId(logDir))
                    .addDirectory(logDir.toString())
                    .setMetadataLogDirectory(logDir.toString())
                    .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
                    .setIgnoreFormatted(true)
                    .run();
        } catch (Exception e) {
            throw new CannotStartException(
                    "The broker cannot use the data directory " + logDir + ": " + e.getMessage() + ".", e);
        }
    }

    /**
     * How long the controller is to believe in a silent broker. A broker that was killed counts as present until then, and the next one
     * may not register; where that did not happen, patience with a busy machine is better.
     */
    static Duration session(Path logDir) {
        boolean used = Files.exists(logDir.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME));
        boolean closed = Files.exists(logDir.resolve(CLEAN_SHUTDOWN_MARK));
        return used && !closed ? Duration.ofSeconds(3) : Duration.ofSeconds(10);
    }

    /** A new id would be refused by the directory of an earlier run. */
    private static String clusterId(Path logDir) throws IOException {
        Path metaProperties = logDir.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME);
        String fresh = Uuid.randomUuid().toString();
        if (Files.notExists(metaProperties)) {
            return fresh;
        }
        return PropertiesUtils.readPropertiesFile(metaProperties.toString()).getProperty("cluster.id", fresh);
    }
}
