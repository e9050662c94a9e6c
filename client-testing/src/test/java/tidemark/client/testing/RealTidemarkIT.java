package tidemark.client.testing;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept by Tidemark itself. */
final class RealTidemarkIT extends ClientContract {

    @TempDir
    static Path directory;

    private static RealWorld world;

    @BeforeAll
    static void begin() throws Exception {
        world = new RealWorld(directory);
    }

    @AfterAll
    static void end() {
        world.close();
    }

    @Override
    World world() {
        return world;
    }
}
