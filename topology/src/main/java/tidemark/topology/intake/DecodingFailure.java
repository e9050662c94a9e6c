package tidemark.topology.intake;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import javax.net.ssl.SSLException;
import org.apache.avro.SchemaParseException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Reason;
import tidemark.ledger.Rejection;

/**
 * Tells a registry that cannot answer from a record that cannot be read, for any deserializer that behaves like Confluent's.
 *
 * <p>A doubt is decided for waiting: a record kept too long is found, one thrown away wrongly is not.
 */
final class DecodingFailure {

    private static final int NOT_FOUND = 404;

    private DecodingFailure() {}

    /** Why the record cannot be used; null when it may well be readable and only the registry cannot answer now. */
    static @Nullable Rejection judge(Throwable failure) {
        if (failure instanceof KafkaException && !(failure instanceof SerializationException)) {
            return null;
        }
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            if (isAnswer(cause)) {
                return isNotFound(cause) ? refusal(Reason.UNKNOWN_SCHEMA, failure) : null;
            }
            if (isUnreachable(cause)) {
                return null;
            }
        }
        return isRetrieval(failure) ? null : refusal(reason(failure), failure);
    }

    /** Whether decoding began, which it cannot without the schema. */
    static boolean provesSchema(Throwable failure) {
        Throwable root = rootOf(failure);
        return !(root instanceof SerializationException)
                && !(root instanceof SchemaParseException)
                && judge(failure) != null;
    }

    private static @Nullable Throwable next(Throwable cause) {
        return cause.getCause() == cause ? null : cause.getCause();
    }

    /** By name, because Confluent's classes are not on our class path. */
    private static boolean isAnswer(Throwable cause) {
        String name = cause.getClass().getSimpleName();
        return name.equals("RestClientException") || name.equals("RegistryFailure");
    }

    private static boolean isNotFound(Throwable answer) {
        try {
            Object status = answer.getClass().getMethod("getStatus").invoke(answer);
            return status.equals(NOT_FOUND);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    private static boolean isUnreachable(Throwable cause) {
        return (cause instanceof KafkaException && !(cause instanceof SerializationException))
                || cause instanceof SocketException
                || cause instanceof UnknownHostException
                || cause instanceof SSLException
                || cause instanceof SocketTimeoutException
                || cause instanceof HttpTimeoutException
                || cause instanceof InterruptedException;
    }

    /** Confluent's words when the request for a schema failed below HTTP. */
    private static boolean isRetrieval(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return message.startsWith("Error retrieving")
                && failure.getCause() instanceof IOException
                && !(failure.getCause() instanceof EOFException);
    }

    private static Reason reason(Throwable failure) {
        return String.valueOf(failure.getMessage()).contains("Could not find class")
                ? Reason.WRONG_RECORD_TYPE
                : Reason.UNDECODABLE;
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable cause = next(failure);
        return cause == null ? failure : rootOf(cause);
    }

    private static Rejection refusal(Reason reason, Throwable failure) {
        Throwable root = rootOf(failure);
        String cause = root == failure || root.getMessage() == null ? "" : " (" + root.getMessage() + ")";
        return new Rejection(
                reason,
                "value cannot be decoded: "
                        + (failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage())
                        + cause);
    }
}
