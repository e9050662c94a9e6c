package tidemark.embedded;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Where the registry's distribution lies: the system property {@code tidemark.registry.home}, or beside our classes. */
final class RegistryHome {

    private static final String PROPERTY = "tidemark.registry.home";

    private RegistryHome() {}

    /**
     * The jar to start.
     *
     * @throws CannotStartException if there is no distribution
     */
    static Path runner() {
        List<Path> candidates = candidates();
        return candidates.stream()
                .flatMap(RegistryHome::runners)
                .findFirst()
                .orElseThrow(() -> new CannotStartException("The schema registry's distribution is in none of "
                        + candidates + "; build the project, or name its directory with -D" + PROPERTY + "."));
    }

    /** The main class that the jar names. */
    static String mainClass(Path runner) {
        try (JarFile jar = new JarFile(runner.toFile())) {
            return jar.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
        } catch (IOException e) {
            throw new CannotStartException("The file " + runner + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /** The directory or jar this class came from. */
    static Path ownCode() {
        try {
            return Path.of(RegistryHome.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In the build it is target/registry beside target/classes or target/x.jar, installed registry beside lib/x.jar. */
    private static List<Path> candidates() {
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            return List.of(Path.of(named).toAbsolutePath());
        }
        Path beside = Objects.requireNonNull(ownCode().getParent());
        return Stream.of(beside, beside.resolveSibling("."))
                .map(dir -> dir.resolve("registry").normalize())
                .toList();
    }

    private static Stream<Path> runners(Path home) {
        if (!Files.isDirectory(home)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(home)) {
            return files.filter(file -> file.getFileName().toString().endsWith("-runner.jar")).toList().stream();
        } catch (IOException e) {
            throw new CannotStartException("The directory " + home + " cannot be read: " + e.getMessage() + ".", e);
        }
    }
}
