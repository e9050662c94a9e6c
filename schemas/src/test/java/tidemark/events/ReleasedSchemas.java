package tidemark.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import tidemark.serde.Contracts;
import tidemark.topics.Topics;

/** The schemas that were released, each copied whole to {@code src/main/released/<Name>/v<N>.avsc}, and those of today. */
final class ReleasedSchemas {

    private static final Path FOLDER = Path.of("src/main/released");

    private ReleasedSchemas() {}

    static List<Schema> current() {
        return Contracts.all(Topics.unprefixed()).values().stream().distinct().toList();
    }

    static Path folder(Schema current) {
        return FOLDER.resolve(current.getName());
    }

    /** Oldest first; empty where nothing was released. */
    static List<Schema> of(Schema current) {
        try (Stream<Path> files = Files.list(folder(current))) {
            return files.sorted(Comparator.comparingInt(ReleasedSchemas::version))
                    .map(ReleasedSchemas::parsed)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int version(Path file) {
        return Integer.parseInt(file.getFileName().toString().replaceAll("^v(\\d+)\\.avsc$", "$1"));
    }

    private static Schema parsed(Path file) {
        try {
            return new Schema.Parser().parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
