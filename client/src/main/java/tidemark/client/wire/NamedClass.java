package tidemark.client.wire;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.Utils;

/** A class that a setting names, as Kafka's own settings do. */
public final class NamedClass {

    private NamedClass() {}

    /**
     * A new object of the class that the setting names, or the standard one.
     *
     * @throws ConfigException if there is no such class
     */
    public static <T> T instance(Map<String, ?> settings, String key, Class<T> type, Supplier<T> standard) {
        Object named = settings.get(key);
        if (named == null) {
            return standard.get();
        }
        try {
            return Utils.newInstance(named instanceof Class<?> given ? given.getName() : named.toString(), type);
        } catch (ClassNotFoundException e) {
            throw new ConfigException(key, named, "there is no such class");
        }
    }
}
