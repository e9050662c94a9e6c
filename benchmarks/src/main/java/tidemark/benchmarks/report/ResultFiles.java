package tidemark.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where results are written: the raw numbers as JSON, what they come to as Markdown, and pictures as SVG. The latest replace the
 * former.
 *
 * @param directory of all results
 * @param name of the measurement
 */
public record ResultFiles(Path directory, String name) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Writes the raw numbers. */
    public void write(Object raw) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(file(".json"), JSON.writeValueAsString(raw) + "\n");
    }

    /** Writes what they come to. */
    public void write(String markdown) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(file(".md"), markdown);
    }

    /**
     * Draws them.
     *
     * @param part what of the measurement is drawn, for the name of the file
     * @return the file
     */
    public Path write(String part, Chart chart) throws IOException {
        Files.createDirectories(directory);
        return Files.writeString(file("-" + part + ".svg"), chart.svg());
    }

    private Path file(String ending) {
        return directory.resolve(name + ending);
    }
}
