package tidemark.cli.dev;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A tidemark command in a JVM of its own.
 *
 * @param process the JVM
 * @param out what it prints
 * @param err what it complains about
 */
record CommandJvm(Process process, Path out, Path err) {

    static CommandJvm start(Path place, String... arguments) throws IOException {
        Path out = Files.createTempFile(place, "out", ".txt");
        Path err = Files.createTempFile(place, "err", ".txt");
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "tidemark.cli.Tidemark"));
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(place.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        /* Where dev stacks leave their notes: not in the home of whoever runs the tests. */
        builder.environment().put("XDG_STATE_HOME", place.resolve("state-home").toString());
        builder.environment().keySet().removeAll(List.of("TIDEMARK_TOKEN", "TIDEMARK_API_URL"));
        Process process = builder.start();
        return new CommandJvm(process, out, err);
    }

    /** Waits for a line, or for the end. */
    boolean awaitLine(String wanted) throws IOException, InterruptedException {
        while (!hasLine(wanted)) {
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                return hasLine(wanted);
            }
        }
        return true;
    }

    int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    String complaints() throws IOException {
        return Files.readString(err);
    }

    String printed() throws IOException {
        return Files.readString(out);
    }

    private boolean hasLine(String wanted) throws IOException {
        try (Stream<String> lines = Files.lines(out, UTF_8)) {
            return lines.anyMatch(wanted::equals);
        }
    }
}
