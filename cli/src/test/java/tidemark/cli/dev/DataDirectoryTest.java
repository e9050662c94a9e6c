package tidemark.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.topology.StartFailure;

final class DataDirectoryTest {

    @TempDir
    private Path place;

    @Test
    void a_temporary_one_goes_with_everything_in_it() throws IOException {
        DataDirectory directory = DataDirectory.temporary();
        Files.writeString(Files.createDirectories(directory.logs()).resolve("tidemark.log"), "text");

        directory.close();

        assertThat(directory.path()).doesNotExist();
    }

    @Test
    void a_named_one_is_created_and_stays() {
        DataDirectory directory = DataDirectory.open(place.resolve("a/b"));

        directory.close();

        assertThat(place.resolve("a/b")).isDirectory();
    }

    @Test
    void one_that_cannot_be_created_is_told_in_one_sentence() throws IOException {
        Path file = Files.createFile(place.resolve("file"));

        assertThatThrownBy(() -> DataDirectory.open(file))
                .isInstanceOf(StartFailure.class)
                .hasMessage("The data directory " + file + " cannot be created.");
    }
}
