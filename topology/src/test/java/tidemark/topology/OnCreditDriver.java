package tidemark.topology;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test of the graph on a driver with state of its own, which a test may replace by its next life. */
abstract class OnCreditDriver {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path stateDir;

    @SuppressWarnings("NullAway.Init")
    CreditDriver driver;

    @BeforeEach
    void openDriver() {
        driver = new CreditDriver(stateDir);
    }

    @AfterEach
    void closeDriver() {
        driver.close();
    }
}
