package tidemark.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of this build. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        Properties properties = new Properties();
        try (InputStream stream = Version.class.getResourceAsStream("version.properties")) {
            if (stream != null) {
                properties.load(stream);
            }
        }
        return new String[] {
            "tidemark " + properties.getProperty("version", "unknown"),
            "Kafka " + properties.getProperty("kafka", "unknown") + ", Java " + System.getProperty("java.version")
        };
    }
}
