package tidemark.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import tidemark.admin.access.AccessSettings;
import tidemark.topology.NodeSettings;

final class NodeConfigurationTest {

    private static final CommandLine COMMAND = new CommandLine(new ServeCommand());

    @TempDir
    private Path place;

    @Test
    void an_option_overrides_the_environment_which_overrides_the_file() throws IOException {
        Path file = Files.writeString(
                place.resolve("node.properties"), "bootstrap.servers=file:1\nclient.id=file\ntidemark.threads=2\n");

        NodeSettings settings = new NodeConfiguration()
                .file(file, COMMAND)
                .environment(Map.of("TIDEMARK_KAFKA_BOOTSTRAP_SERVERS", "env:1", "TIDEMARK_KAFKA_CLIENT_ID", "env"))
                .option("bootstrap.servers", "option:1")
                .option("schema.registry.url", null)
                .settings();

        assertThat(settings.clientConfig())
                .containsEntry("bootstrap.servers", "option:1")
                .containsEntry("client.id", "env")
                .containsEntry("schema.registry.url", "http://localhost:8081/apis/ccompat/v7");
        assertThat(settings.getInt(NodeSettings.THREADS)).isEqualTo(2);
    }

    @Test
    void the_environment_names_our_own_settings_too_and_may_hold_other_things() {
        NodeSettings settings = new NodeConfiguration()
                .environment(Map.of("TIDEMARK_STATE_DIR", "/state", "TIDEMARK_JAVA_OPTS", "-Xmx2g", "PATH", "/bin"))
                .settings();

        assertThat(settings.getString(NodeSettings.STATE_DIR)).isEqualTo("/state");
    }

    @Test
    void how_callers_are_known_is_told_apart_from_the_rest() throws IOException {
        Path file = Files.writeString(
                place.resolve("node.properties"),
                "tidemark.auth.issuer=https://file\ntidemark.auth.audience=tidemark\ntidemark.threads=2\n");

        NodeConfiguration configuration = new NodeConfiguration()
                .file(file, COMMAND)
                .environment(Map.of(
                        "TIDEMARK_AUTH_ISSUER",
                        "https://env",
                        "TIDEMARK_AUTH_JWKS_URL",
                        "https://env/keys",
                        "TIDEMARK_TOKEN",
                        "x"));

        assertThat(configuration.access().getString(AccessSettings.ISSUER)).isEqualTo("https://env");
        assertThat(configuration.access().asksForTokens()).isTrue();
        assertThat(configuration.settings().getInt(NodeSettings.THREADS)).isEqualTo(2);
    }

    @Test
    void an_unknown_setting_about_callers_is_refused() throws IOException {
        Path file = Files.writeString(place.resolve("node.properties"), "tidemark.auth.isuer=x\n");
        NodeConfiguration configuration = new NodeConfiguration().file(file, COMMAND);

        assertThatThrownBy(configuration::access)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Unknown setting tidemark.auth.isuer.");
    }

    @Test
    void an_unknown_setting_of_ours_is_refused() throws IOException {
        Path file = Files.writeString(place.resolve("node.properties"), "tidemark.thread=2\n");
        NodeConfiguration configuration = new NodeConfiguration().file(file, COMMAND);

        assertThatThrownBy(configuration::settings)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Unknown setting tidemark.thread.");
    }

    @Test
    void a_file_that_is_not_there_is_wrong_use() {
        assertThatThrownBy(() -> new NodeConfiguration().file(place.resolve("none"), COMMAND))
                .isInstanceOf(ParameterException.class)
                .hasMessage("--config: the file " + place.resolve("none") + " cannot be read as properties.");
    }
}
