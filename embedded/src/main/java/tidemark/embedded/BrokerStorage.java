package tidemark.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.properties.PropertiesUtils;
import org.apache.kafka.metadata.storage.Formatter;

/** The broker's log directory, formatted once and keeping its cluster id for ever after. */
final class BrokerStorage {

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
