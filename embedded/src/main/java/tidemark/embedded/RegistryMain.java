package tidemark.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Main class of the registry's own JVM, which ends when its parent does.
 *
 * <p>Standard input is a pipe that only the parent holds open. It reaches its end when the parent closes it and also when
 * the parent is killed, whatever the signal, so nothing needs to be polled and no orphan stays behind.
 *
 * <p>Arguments: the directory to hold, the main class to run.
 */
final class RegistryMain {

    /** Exit code when another process holds the directory. */
    static final int IN_USE = 75;

    private static final Duration ORDERLY_END = Duration.ofSeconds(3);
    /** A registry whose parent was killed needs a moment to notice. */
    static final Duration PATIENCE = Duration.ofSeconds(4);

    /** Kept until the process ends; a lock that nothing refers to is given up by the garbage collector. */
    @SuppressWarnings({"unused", "FieldCanBeLocal"})
    private static @Nullable DirectoryLock lock;

    private RegistryMain() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        daemon("parent-watch", RegistryMain::endWithParent);
        lock = hold(Path.of(args[0]));
        String[] rest = Arrays.copyOfRange(args, 2, args.length);
        try {
            Class.forName(args[1]).getMethod("main", String[].class).invoke(null, (Object) rest);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static DirectoryLock hold(Path directory) {
        try {
            return DirectoryLock.acquire(directory, PATIENCE);
        } catch (CannotStartException e) {
            System.err.println(e.getMessage());
            Runtime.getRuntime().halt(IN_USE);
            throw e;
        }
    }

    private static void endWithParent() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            System.err.println("The pipe from the parent broke: " + e);
        }
        daemon("last-resort", RegistryMain::haltAfterAWhile);
        System.exit(0);
    }

    private static void haltAfterAWhile() {
        try {
            Thread.sleep(ORDERLY_END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(0);
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
