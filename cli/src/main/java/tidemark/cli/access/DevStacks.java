package tidemark.cli.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running dev stacks of this user: each leaves a note, by the port of its HTTP server, of where its data is, so that commands find
 * its key.
 */
public final class DevStacks {

    private static final Logger LOG = LoggerFactory.getLogger(DevStacks.class);
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final String NOTE = ".properties";

    private final Path directory;

    DevStacks(Path directory) {
        this.directory = directory;
    }

    /** Those of whoever runs this. */
    public static DevStacks ofThisUser() {
        String state = System.getenv("XDG_STATE_HOME");
        Path base = state == null || state.isEmpty()
                ? Path.of(System.getProperty("user.home", "."), ".local", "state")
                : Path.of(state);
        return new DevStacks(base.resolve("tidemark").resolve("dev"));
    }

    /**
     * Leaves a note, which goes when it is closed. Where none can be left, commands can still be told the data directory.
     *
     * @param http where the stack answers
     * @param dataDirectory where its key is
     */
    public AutoCloseable announce(URI http, Path dataDirectory) {
        Path note = directory.resolve(http.getPort() + NOTE);
        Properties properties = new Properties();
        properties.setProperty("data", dataDirectory.toAbsolutePath().toString());
        properties.setProperty("pid", String.valueOf(ProcessHandle.current().pid()));
        try {
            StringWriter text = new StringWriter();
            properties.store(text, null);
            PrivateFile.makeDirectory(directory);
            PrivateFile.write(note, text.toString());
            return () -> Files.deleteIfExists(note);
        } catch (IOException e) {
            LOG.warn("Commands cannot sign themselves in, because {} cannot be written: {}", note, e.toString());
            return () -> {};
        }
    }

    /** The issuer of the stack that answers there; empty: it is none of this user's. */
    public Optional<DevIssuer> at(URI http) {
        boolean local = http.getHost() != null && THIS_MACHINE.contains(http.getHost());
        return local ? issuer(directory.resolve(http.getPort() + NOTE)) : Optional.empty();
    }

    /** The issuer of the only stack that runs; empty: there is none, or there are several. */
    public Optional<DevIssuer> only() {
        try (Stream<Path> notes = Files.list(directory)) {
            List<DevIssuer> running = notes.filter(note -> note.toString().endsWith(NOTE))
                    .map(DevStacks::issuer)
                    .flatMap(Optional::stream)
                    .toList();
            return running.size() == 1 ? Optional.of(running.get(0)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /* A stack that was killed leaves its note behind. */
    private static Optional<DevIssuer> issuer(Path note) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(note, UTF_8)) {
            properties.load(reader);
            long pid = Long.parseLong(properties.getProperty("pid", "-1"));
            if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(DevIssuer.existing(Path.of(properties.getProperty("data", ""))));
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("No dev stack by {}", note, e);
            return Optional.empty();
        }
    }
}
