package tidemark.admin.access;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * How callers are known: {@code tidemark.auth.*}. Tokens are asked for as soon as an issuer or keys are named.
 *
 * <p>An unknown {@code tidemark.auth.*} key is refused, so that a slip of the pen does not pass for a setting.
 */
public final class AccessSettings extends AbstractConfig {

    /** Prefix of the keys. */
    public static final String PREFIX = "tidemark.auth.";

    /** Whether callers show tokens. */
    public static final String MODE = "tidemark.auth.mode";

    /** Who issues the tokens. */
    public static final String ISSUER = "tidemark.auth.issuer";

    /** For whom they are issued. */
    public static final String AUDIENCE = "tidemark.auth.audience";

    /** Where the issuer's keys are. */
    public static final String JWKS_URL = "tidemark.auth.jwks.url";

    /** A file with the issuer's keys. */
    public static final String JWKS_FILE = "tidemark.auth.jwks.file";

    /** How long keys from a URL are used before they are fetched anew. */
    public static final String JWKS_CACHE_MS = "tidemark.auth.jwks.cache.ms";

    /** How long they are used while they cannot be fetched. */
    public static final String JWKS_OUTAGE_MS = "tidemark.auth.jwks.outage.ms";

    /** By how much clocks may differ. */
    public static final String CLOCK_SKEW_MS = "tidemark.auth.clock.skew.ms";

    /** Whether anybody may read the meters. */
    public static final String METRICS_OPEN = "tidemark.auth.metrics.open";

    /** Claim with the caller's id. */
    public static final String CLAIM_USER = "tidemark.auth.claim.user";

    /** Claim with the caller's entity. */
    public static final String CLAIM_ENTITY = "tidemark.auth.claim.entity";

    /** Claim with the caller's permissions. */
    public static final String CLAIM_PERMISSIONS = "tidemark.auth.claim.permissions";

    /** Claim with the MSP that the caller acts for. */
    public static final String CLAIM_MSP = "tidemark.auth.claim.msp";

    /** Claim with the caller's scopes. */
    public static final String CLAIM_SCOPE = "tidemark.auth.claim.scope";

    private static final String JWT = "jwt";
    private static final String NONE = "none";

    private static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    MODE,
                    ConfigDef.Type.STRING,
                    "",
                    ConfigDef.ValidString.in("", JWT, NONE),
                    Importance.HIGH,
                    "jwt: callers show bearer tokens. none: nobody is asked, everybody may do everything. Empty: jwt if an issuer or keys"
                            + " are named, otherwise none, which HTTP beyond the loopback address then refuses to start with.")
            .define(
                    ISSUER,
                    ConfigDef.Type.STRING,
                    "",
                    Importance.HIGH,
                    "The issuer of tokens, exactly as their claim iss has it.")
            .define(
                    AUDIENCE,
                    ConfigDef.Type.LIST,
                    List.of(),
                    Importance.HIGH,
                    "What the claim aud of a token has to name, separated by commas; one of them is enough.")
            .define(
                    JWKS_URL,
                    ConfigDef.Type.STRING,
                    "",
                    Importance.HIGH,
                    "http(s) address of the issuer's keys, a JWK set. It or the file is needed.")
            .define(
                    JWKS_FILE,
                    ConfigDef.Type.STRING,
                    "",
                    Importance.HIGH,
                    "File with the issuer's keys, a JWK set; read again when it changes.")
            .define(
                    JWKS_CACHE_MS,
                    ConfigDef.Type.LONG,
                    Duration.ofMinutes(5).toMillis(),
                    Range.between(60_000, Duration.ofDays(1).toMillis()),
                    Importance.LOW,
                    "How long keys from the URL are used before they are fetched anew. An unknown key id has them fetched at once, but at"
                            + " most every 30 s.")
            .define(
                    JWKS_OUTAGE_MS,
                    ConfigDef.Type.LONG,
                    Duration.ofHours(4).toMillis(),
                    Range.between(60_000, Duration.ofDays(30).toMillis()),
                    Importance.LOW,
                    "How long keys from the URL go on being used while they cannot be fetched.")
            .define(
                    CLOCK_SKEW_MS,
                    ConfigDef.Type.LONG,
                    Duration.ofSeconds(60).toMillis(),
                    Range.between(0, Duration.ofMinutes(10).toMillis()),
                    Importance.LOW,
                    "By how much the issuer's clock and ours may differ; whole seconds count.")
            .define(
                    METRICS_OPEN,
                    ConfigDef.Type.BOOLEAN,
                    true,
                    Importance.MEDIUM,
                    "Whether /metrics answers without a token; otherwise it takes scope tidemark.metrics.")
            .define(
                    CLAIM_USER,
                    ConfigDef.Type.STRING,
                    "sub",
                    new ConfigDef.NonEmptyString(),
                    Importance.MEDIUM,
                    "Claim with the id of the user or service. Of nested claims the path, like app.user.")
            .define(
                    CLAIM_ENTITY,
                    ConfigDef.Type.STRING,
                    "entity_id",
                    new ConfigDef.NonEmptyString(),
                    Importance.MEDIUM,
                    "Claim with the entity that the caller belongs to.")
            .define(
                    CLAIM_PERMISSIONS,
                    ConfigDef.Type.STRING,
                    "permissions",
                    new ConfigDef.NonEmptyString(),
                    Importance.MEDIUM,
                    "Claim with the permissions, an array or separated by spaces, for example realm_access.roles.")
            .define(
                    CLAIM_MSP,
                    ConfigDef.Type.STRING,
                    "msp_id",
                    new ConfigDef.NonEmptyString(),
                    Importance.MEDIUM,
                    "Claim with the MSP that the caller acts for; only the MSP's own people may have it.")
            .define(
                    CLAIM_SCOPE,
                    ConfigDef.Type.STRING,
                    "scope",
                    new ConfigDef.NonEmptyString(),
                    Importance.MEDIUM,
                    "Claim with the scopes of services and operators, separated by spaces or an array.");

    /** Nobody is asked, and that is meant so. */
    static final AccessSettings OPEN = of(Map.of(MODE, NONE));

    private AccessSettings(Map<String, String> all) {
        super(DEFINITION, all, false);
    }

    /**
     * Settings from keys and values as they stand in a properties file.
     *
     * @param all nothing but {@code tidemark.auth.*}
     * @throws ConfigException naming the key and what was expected
     */
    public static AccessSettings of(Map<String, String> all) {
        for (String key : all.keySet()) {
            if (!DEFINITION.names().contains(key)) {
                throw new ConfigException("Unknown setting " + key + ". The settings are "
                        + DEFINITION.names().stream().sorted().toList());
            }
        }
        AccessSettings settings = new AccessSettings(all);
        settings.requireWhole();
        return settings;
    }

    /** The definition of the keys, from which their documentation is made. */
    public static ConfigDef definition() {
        return new ConfigDef(DEFINITION);
    }

    /** Whether callers have to show tokens. */
    public boolean asksForTokens() {
        return JWT.equals(getString(MODE)) || (getString(MODE).isEmpty() && namesIssuer());
    }

    /** Whether it was said that nobody is asked. */
    boolean statesOpen() {
        return NONE.equals(getString(MODE));
    }

    boolean metersArePublic() {
        return getBoolean(METRICS_OPEN) || !asksForTokens();
    }

    String issuer() {
        return getString(ISSUER);
    }

    Set<String> audience() {
        return Set.copyOf(getList(AUDIENCE));
    }

    @Nullable
    URL keysUrl() {
        try {
            return getString(JWKS_URL).isEmpty()
                    ? null
                    : URI.create(getString(JWKS_URL)).toURL();
        } catch (MalformedURLException | IllegalArgumentException e) {
            throw new ConfigException(JWKS_URL, getString(JWKS_URL), "is no address");
        }
    }

    @Nullable
    Path keysFile() {
        return getString(JWKS_FILE).isEmpty() ? null : Path.of(getString(JWKS_FILE));
    }

    Duration keysKept() {
        return Duration.ofMillis(getLong(JWKS_CACHE_MS));
    }

    Duration keysKeptInOutage() {
        return Duration.ofMillis(getLong(JWKS_OUTAGE_MS));
    }

    Duration clockSkew() {
        return Duration.ofMillis(getLong(CLOCK_SKEW_MS));
    }

    ClaimNames claims() {
        return new ClaimNames(
                getString(CLAIM_USER),
                getString(CLAIM_ENTITY),
                getString(CLAIM_PERMISSIONS),
                getString(CLAIM_MSP),
                getString(CLAIM_SCOPE));
    }

    private boolean namesIssuer() {
        return !issuer().isEmpty()
                || !getList(AUDIENCE).isEmpty()
                || !getString(JWKS_URL).isEmpty()
                || !getString(JWKS_FILE).isEmpty();
    }

    /* Half a configuration must not end in tokens being believed that were made for somebody else. */
    private void requireWhole() {
        if (statesOpen() && namesIssuer()) {
            throw new ConfigException(MODE, NONE, "contradicts the issuer, audience or keys that are set as well");
        }
        if (!asksForTokens()) {
            return;
        }
        require(!issuer().isEmpty(), ISSUER, "has to name the issuer of tokens");
        require(
                !getList(AUDIENCE).isEmpty() && !getList(AUDIENCE).contains(""),
                AUDIENCE,
                "has to name what tokens are issued for");
        require(
                getString(JWKS_URL).isEmpty() != getString(JWKS_FILE).isEmpty(),
                JWKS_URL,
                "or else " + JWKS_FILE + " has to say where the issuer's keys are");
        URL url = keysUrl();
        boolean web = url != null && Set.of("http", "https").contains(url.getProtocol());
        require(url == null || (web && !url.getHost().isEmpty()), JWKS_URL, "has to be an http or https address");
    }

    private void require(boolean condition, String key, String expected) {
        if (!condition) {
            throw new ConfigException(key, values().get(key), expected);
        }
    }
}
