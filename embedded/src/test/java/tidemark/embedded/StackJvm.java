package tidemark.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A stack in a JVM of its own, so that the JVM can be killed.
 *
 * @param process the JVM
 * @param bootstrapServers where its broker listens
 * @param registryUrl where its registry listens
 * @param registryProcess the registry, a child of the JVM
 */
record StackJvm(Process process, String bootstrapServers, URI registryUrl, ProcessHandle registryProcess) {

    static StackJvm start(Path dataDir) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StackMain.class.getName(),
                        dataDir.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String[] words = firstWordsFrom(process).split(" ", -1);
        ProcessHandle registry = ProcessHandle.of(Long.parseLong(words[2])).orElseThrow();
        return new StackJvm(process, words[0], URI.create(words[1]), registry);
    }

    /** Logging shares standard output. */
    private static String firstWordsFrom(Process process) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = Objects.requireNonNull(lines.readLine(), "the other JVM ended");
        while (!line.startsWith("127.0.0.1:")) {
            line = Objects.requireNonNull(lines.readLine(), "the other JVM ended");
        }
        return line;
    }

    /** SIGKILL, for the JVM alone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
