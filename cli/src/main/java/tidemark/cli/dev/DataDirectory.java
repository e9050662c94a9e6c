package tidemark.cli.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import tidemark.topology.StartFailure;

/**
 * Where a dev stack keeps everything.
 *
 * @param path absolute
 * @param ephemeral whether it goes when it is closed
 */
record DataDirectory(Path path, boolean ephemeral) implements AutoCloseable {

    /** @throws StartFailure if it cannot be created */
    static DataDirectory open(Path wanted) {
        Path path = wanted.toAbsolutePath().normalize();
        try {
            return new DataDirectory(Files.createDirectories(path), false);
        } catch (IOException e) {
            throw new StartFailure("The data directory " + path + " cannot be created.", e);
        }
    }

    /** @throws StartFailure if it cannot be created */
    static DataDirectory temporary() {
        try {
            return new DataDirectory(Files.createTempDirectory("tidemark-"), true);
        } catch (IOException e) {
            throw new StartFailure("A temporary directory cannot be created.", e);
        }
    }

    /** Where logs go. */
    Path logs() {
        return path.resolve("logs");
    }

    /** Where the topology keeps its state stores. */
    Path state() {
        return path.resolve("state");
    }

    @Override
    public void close() {
        if (!ephemeral) {
            return;
        }
        try {
            Files.walkFileTree(path, new Removal());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Files may go by themselves while we walk. */
    private static final class Removal extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException error) throws IOException {
            if (error instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw error;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException error) throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
