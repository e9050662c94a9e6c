package tidemark.admin;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigException;
import tidemark.client.gate.WhenUnsure;

/** How a node answers whether requests may start: {@code tidemark.gate.*}. */
public final class GateSettings extends AbstractConfig {

    /** Prefix of the keys. */
    public static final String PREFIX = "tidemark.gate.";

    /** How old the node's copy of the decisions may be. */
    public static final String STALE_MS = "tidemark.gate.stale.ms";

    /** What is answered when it is older, or not read yet. */
    public static final String WHEN_STALE = "tidemark.gate.when.stale";

    /** Which header names the entity. */
    public static final String ENTITY_HEADER = "tidemark.gate.header.entity";

    /** Which header names the user. */
    public static final String USER_HEADER = "tidemark.gate.header.user";

    private static final String KEEP_BLOCKS = "keep-blocks";
    private static final String REFUSE = "refuse";
    private static final String ALLOW = "allow";

    /* A token as RFC 9110, section 5.6.2, has it. */
    private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}");

    private static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    STALE_MS,
                    ConfigDef.Type.LONG,
                    5_000L,
                    Range.between(1_000, 86_400_000),
                    Importance.MEDIUM,
                    "How old the node's copy of the decisions may be before answers count as unsure.")
            .define(
                    WHEN_STALE,
                    ConfigDef.Type.STRING,
                    KEEP_BLOCKS,
                    ConfigDef.ValidString.in(KEEP_BLOCKS, REFUSE, ALLOW),
                    Importance.MEDIUM,
                    "What is answered while the copy is older or not read yet. keep-blocks: who was last seen blocked stays blocked, all others"
                            + " may go on. refuse: nobody may. allow: everybody may. All of it is flagged.")
            .define(
                    ENTITY_HEADER,
                    ConfigDef.Type.STRING,
                    "X-Tidemark-Entity",
                    Importance.LOW,
                    "Header in which a proxy names the entity.")
            .define(
                    USER_HEADER,
                    ConfigDef.Type.STRING,
                    "X-Tidemark-User",
                    Importance.LOW,
                    "Header in which a proxy names the user.");

    private GateSettings(Map<String, String> all) {
        super(DEFINITION, all, false);
    }

    /**
     * Settings from keys and values as they stand in a properties file.
     *
     * @param all nothing but {@code tidemark.gate.*}
     * @throws ConfigException naming the key and what was expected
     */
    public static GateSettings of(Map<String, String> all) {
        for (String key : all.keySet()) {
            if (!DEFINITION.names().contains(key)) {
                throw new ConfigException("Unknown setting " + key + ". The settings are "
                        + DEFINITION.names().stream().sorted().toList());
            }
        }
        GateSettings settings = new GateSettings(all);
        List.of(ENTITY_HEADER, USER_HEADER).forEach(settings::requireHeader);
        if (settings.entityHeader().equalsIgnoreCase(settings.userHeader())) {
            throw new ConfigException(USER_HEADER, settings.userHeader(), "names the same header as " + ENTITY_HEADER);
        }
        return settings;
    }

    /** The definition of the keys, from which their documentation is made. */
    public static ConfigDef definition() {
        return new ConfigDef(DEFINITION);
    }

    /** How old the copy may be. */
    public Duration staleAfter() {
        return Duration.ofMillis(getLong(STALE_MS));
    }

    /** What is answered when it is older. */
    public WhenUnsure whenUnsure() {
        return switch (getString(WHEN_STALE)) {
            case REFUSE -> WhenUnsure.REFUSE;
            case ALLOW -> WhenUnsure.ALLOW;
            default -> WhenUnsure.KEEP_BLOCKS;
        };
    }

    String entityHeader() {
        return getString(ENTITY_HEADER);
    }

    String userHeader() {
        return getString(USER_HEADER);
    }

    /* With a token in the place of a name, every request would be somebody else's. */
    private void requireHeader(String key) {
        String name = getString(key);
        if (!HEADER.matcher(name).matches() || "authorization".equals(name.toLowerCase(Locale.ROOT))) {
            throw new ConfigException(key, name, "has to be the name of a header other than Authorization");
        }
    }
}
