package tidemark.embedded;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Sole use of a directory, held through a lock file and given up by the system when the process ends in any way. */
final class DirectoryLock implements AutoCloseable {

    private static final String FILE = "in-use.lock";

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the directory, creating it if it is missing.
     *
     * @param patience how long to wait for a former owner that is just about to end
     * @throws CannotStartException if somebody else has it
     */
    static DirectoryLock acquire(Path directory, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<DirectoryLock> lock = tryAcquire(directory);
        while (lock.isEmpty() && System.nanoTime() < deadline) {
            Pause.briefly();
            lock = tryAcquire(directory);
        }
        return lock.orElseThrow(() -> inUse(directory));
    }

    static CannotStartException inUse(Path directory) {
        return new CannotStartException("The data directory " + directory + " is in use by another running process.");
    }

    private static Optional<DirectoryLock> tryAcquire(Path directory) {
        try {
            Files.createDirectories(directory);
            return tryLock(FileChannel.open(directory.resolve(FILE), CREATE, WRITE));
        } catch (IOException e) {
            throw new CannotStartException(
                    "The data directory " + directory + " cannot be written: " + e.getMessage() + ".", e);
        }
    }

    private static Optional<DirectoryLock> tryLock(FileChannel channel) throws IOException {
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held within this JVM: the same answer as held by another process.
        }
        if (lock == null) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(new DirectoryLock(channel));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
