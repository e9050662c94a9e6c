package tidemark.benchmarks.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.Map;
import tidemark.embedded.EmbeddedStack;
import tidemark.topology.ClockTime;

/**
 * Runs a broker and a registry until standard input ends; says where on standard output. A line is by how many milliseconds the
 * broker's clock is to be ahead from then on, and is answered with an empty one.
 */
final class StackMain {

    private StackMain() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, String> settings =
                new ObjectMapper().readValue(arguments[1], new TypeReference<Map<String, String>>() {});
        AheadClock clock = new AheadClock(Long.parseLong(arguments[2]));
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        try (EmbeddedStack stack = EmbeddedStack.start(Path.of(arguments[0]), settings, new ClockTime(clock))) {
            System.out.println(stack.bootstrapServers() + " " + stack.registryUrl());
            String line = lines.readLine();
            while (line != null) {
                clock.beAhead(Long.parseLong(line));
                System.out.println();
                line = lines.readLine();
            }
        }
    }
}
