package tidemark.serde;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A request that the registry refused, or that never got an answer. */
final class RegistryFailure extends Exception {

    private static final int NO_ANSWER = 0;
    private static final int NO_CODE = 0;

    private final int status;
    private final int errorCode;

    private RegistryFailure(String message, int status, int errorCode, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
        this.errorCode = errorCode;
    }

    /** The registry could not be reached, or did not finish its answer. */
    static RegistryFailure unanswered(String message, @Nullable Throwable cause) {
        return new RegistryFailure(message, NO_ANSWER, NO_CODE, cause);
    }

    /** An HTTP answer other than success; error code 0 where the body is not one of the protocol. */
    static RegistryFailure refused(String message, int status, int errorCode) {
        return new RegistryFailure(message, status, errorCode, null);
    }

    boolean isRetriable() {
        return switch (status) {
            case NO_ANSWER, 408, 429, 500, 502, 503, 504 -> true;
            default -> false;
        };
    }

    boolean isNotFound() {
        return status == 404;
    }

    /** Whether the registry itself says that the subject, version or schema does not exist. */
    boolean isMissing() {
        return status == 404 && errorCode != NO_CODE;
    }

    /**
     * The exception that Kafka's clients know. Only what the registry itself refuses blames the record: an answer that is not of
     * the protocol (a proxy, a wrong path) says nothing about it.
     */
    KafkaException toKafka(String doing) {
        String text = doing + " failed: " + getMessage();
        return switch (status) {
            case NO_ANSWER, 408, 500, 503, 504 -> new TimeoutException(text, this);
            case 401 -> new AuthenticationException(text, this);
            case 403 -> new AuthorizationException(text, this);
            case 429 -> new ThrottlingQuotaExceededException(text);
            case 502 -> new DisconnectException(text, this);
            default ->
                errorCode == NO_CODE
                        ? new InvalidConfigurationException(text + "; check " + SerdeConfig.SCHEMA_REGISTRY_URL, this)
                        : new SerializationException(text, this);
        };
    }
}
