package tidemark.cli.imports;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a person is looking. */
final class Terminal {

    private static final Path STDERR = Path.of("/proc/self/fd/2");

    private Terminal() {}

    /** Whether stderr is a terminal. */
    static boolean showsErrors() {
        if (!Files.exists(STDERR)) {
            return nothingIsRedirected();
        }
        try {
            String device = STDERR.toRealPath().toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }

    /** Where stderr alone cannot be asked. From Java 22 on there is always a console, which can say whether it is a terminal. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean nothingIsRedirected() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
