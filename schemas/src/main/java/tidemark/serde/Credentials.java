package tidemark.serde;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Base64;
import java.util.List;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.jspecify.annotations.Nullable;

/** Where the Authorization header comes from. What it returns is secret and must not be printed. */
@FunctionalInterface
interface Credentials {

    /** The header's value for requests to this base URL (with its user info), or null for none. */
    @Nullable
    String authorization(URI url);

    static Credentials from(SerdeConfig config) {
        String bearer = config.getString(SerdeConfig.BEARER_AUTH_CREDENTIALS_SOURCE);
        if (bearer.isEmpty()) {
            return basic(config, config.getString(SerdeConfig.BASIC_AUTH_CREDENTIALS_SOURCE));
        }
        if (config.originals().containsKey(SerdeConfig.BASIC_AUTH_CREDENTIALS_SOURCE)) {
            throw new ConfigException("Expected only one of " + SerdeConfig.BASIC_AUTH_CREDENTIALS_SOURCE + " and "
                    + SerdeConfig.BEARER_AUTH_CREDENTIALS_SOURCE);
        }
        if (!bearer.equals("STATIC_TOKEN")) {
            throw new ConfigException(
                    SerdeConfig.BEARER_AUTH_CREDENTIALS_SOURCE,
                    bearer,
                    "expected STATIC_TOKEN, the only one supported");
        }
        String header = "Bearer " + required(config, SerdeConfig.BEARER_AUTH_TOKEN);
        return url -> header;
    }

    private static Credentials basic(SerdeConfig config, String source) {
        return switch (source) {
            case "URL" -> url -> url.getUserInfo() == null ? null : basicHeader(url.getUserInfo());
            case "USER_INFO" -> fixed(userInfo(config));
            case "SASL_INHERIT" -> fixed(saslUserInfo(config));
            default ->
                throw new ConfigException(
                        SerdeConfig.BASIC_AUTH_CREDENTIALS_SOURCE, source, "expected URL, USER_INFO or SASL_INHERIT");
        };
    }

    private static Credentials fixed(String userInfo) {
        String header = basicHeader(userInfo);
        return url -> header;
    }

    private static String basicHeader(String userInfo) {
        return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(UTF_8));
    }

    private static String userInfo(SerdeConfig config) {
        Password former = config.getPassword(SerdeConfig.DEPRECATED_USER_INFO);
        return former.value().isEmpty() ? required(config, SerdeConfig.BASIC_AUTH_USER_INFO) : former.value();
    }

    private static String saslUserInfo(SerdeConfig config) {
        List<AppConfigurationEntry> entries =
                JaasContext.loadClientContext(config.originals()).configurationEntries();
        return JaasContext.configEntryOption(entries, "username", null) + ":"
                + JaasContext.configEntryOption(entries, "password", null);
    }

    private static String required(SerdeConfig config, String key) {
        String value = config.getPassword(key).value();
        if (value.isEmpty()) {
            throw new ConfigException(key + " is required by the chosen credentials source");
        }
        return value;
    }
}
