package tidemark.cli.connect;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Kafka settings given as environment variables, by the rule of Kafka's own container images. */
public final class Environment {

    private static final String PREFIX = "TIDEMARK_KAFKA_";

    private Environment() {}

    /** Settings by Kafka's keys: after the prefix {@code _} stands for {@code .}, {@code __} for {@code _}, {@code ___} for {@code -}. */
    public static Map<String, String> kafkaSettings(Map<String, String> variables) {
        Map<String, String> settings = new HashMap<>();
        variables.forEach((name, value) -> {
            if (name.startsWith(PREFIX) && name.length() > PREFIX.length()) {
                settings.put(key(name.substring(PREFIX.length())), value);
            }
        });
        return settings;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT)
                .replace("___", "-")
                .replace("__", "\u0000")
                .replace('_', '.')
                .replace('\u0000', '_');
    }
}
