package tidemark.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** The state directories of a line of test drivers: each life gets a copy of what the one before has left. */
final class StateFiles {

    private final Path dir;
    private int life;

    StateFiles(Path dir) {
        this.dir = dir;
    }

    Properties properties() {
        Properties streams = new Properties();
        streams.put("application.id", "graph");
        streams.put("bootstrap.servers", "none:1");
        streams.put("state.dir", live().toString());
        return streams;
    }

    void nextLife() {
        Path from = live();
        life++;
        Path to = live();
        try (Stream<Path> found = Files.walk(from)) {
            List<Path> files = found.filter(Files::isRegularFile).toList();
            for (Path file : files) {
                Path target = to.resolve(from.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path live() {
        return dir.resolve("life-" + life);
    }
}
