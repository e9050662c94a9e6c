package tidemark.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How the registry's JVM is started: small, on 127.0.0.1, its schemas in a file that a crash leaves whole.
 *
 * @param home directory of this registry's own files
 * @param log where its output goes
 * @param port where it listens
 */
record RegistryCommand(Path home, Path log, int port) {

    private static final List<String> JVM_FLAGS = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-Xmx384m",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");

    /**
     * Starts the process; its standard input stays open as long as this process lives.
     *
     * @throws CannotStartException if it cannot be started
     */
    Process start() {
        try {
            Files.createDirectories(log.getParent());
            return new ProcessBuilder(line())
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new CannotStartException("The schema registry cannot be started: " + e.getMessage() + ".", e);
        }
    }

    private List<String> line() {
        Path runner = RegistryHome.runner();
        // Signals may reach every process of a terminal or service; the registry must outlive its parent's orderly end.
        Stream<String> shell = Stream.of("/bin/sh", "-c", "trap '' INT TERM HUP; exec \"$@\"", "sh");
        Stream<String> java = Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Stream<String> settings = settings().entrySet().stream()
                .map(setting -> "-D" + setting.getKey() + "=" + setting.getValue())
                .sorted();
        Stream<String> main = Stream.of(
                "-cp",
                RegistryHome.ownCode() + File.pathSeparator + runner,
                RegistryMain.class.getName(),
                home.toString(),
                RegistryHome.mainClass(runner));
        return Stream.of(shell, java, JVM_FLAGS.stream(), settings, main)
                .flatMap(part -> part)
                .toList();
    }

    private Map<String, String> settings() {
        return Map.of(
                "quarkus.http.host", LoopbackPort.HOST,
                "quarkus.http.port", String.valueOf(port),
                "quarkus.http.access-log.enabled", "false",
                "apicurio.storage.kind", "sql",
                "apicurio.storage.sql.kind", "h2",
                // With H2's delayed writes a crash loses schemas and hands their ids out again.
                "apicurio.datasource.url",
                        "jdbc:h2:file:" + home.resolve("schemas") + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0",
                "apicurio.datasource.jdbc.initial-size", "2",
                "apicurio.datasource.jdbc.min-size", "2");
    }
}
