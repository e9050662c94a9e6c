package tidemark.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Files that come with the program. */
final class Resource {

    private Resource() {}

    /**
     * Opens one.
     *
     * @param beside the class whose package has it
     * @param name relative to that package, or absolute with a slash
     */
    static InputStream open(Class<?> beside, String name) {
        InputStream found = beside.getResourceAsStream(name);
        if (found == null) {
            throw new IllegalStateException("the program is incomplete: " + name + " is missing");
        }
        return found;
    }

    /** Reads one. */
    static byte[] bytes(Class<?> beside, String name) {
        try (InputStream in = open(beside, name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
