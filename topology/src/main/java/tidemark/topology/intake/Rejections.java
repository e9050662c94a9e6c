package tidemark.topology.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Reason;
import tidemark.ledger.Rejection;

/**
 * What is written to {@code rejected-events} (R14): the original bytes, or their hash and size where they are too many, and in UTF-8
 * headers why and whence.
 *
 * <p>Original headers are left out, because nothing bounds them.
 *
 * @param maxBytes largest key and value together, in bytes, that are accepted, and that are written
 */
public record Rejections(int maxBytes) {

    /** Header: name of the {@link Reason}. */
    public static final String REASON = "reason";
    /** Header: a sentence for people. */
    public static final String DETAIL = "detail";
    /** Header: topic that the record was written to. */
    public static final String TOPIC = "topic";
    /** Header: partition that the record was written to. */
    public static final String PARTITION = "partition";
    /** Header: offset that the record was written at. */
    public static final String OFFSET = "offset";
    /** Header: arrival of the record, epoch millis. */
    public static final String TIMESTAMP = "timestamp";
    /** Header: SHA-256 of a value that is left out, in hexadecimal; its size in bytes is in {@code value_size}. */
    public static final String VALUE_SHA256 = "value_sha256";
    /** Header: see {@link #VALUE_SHA256}. */
    public static final String VALUE_SIZE = "value_size";
    /** Header: SHA-256 of a key that is left out, in hexadecimal; its size in bytes is in {@code key_size}. */
    public static final String KEY_SHA256 = "key_sha256";
    /** Header: see {@link #KEY_SHA256}. */
    public static final String KEY_SIZE = "key_size";

    /** 256 KiB. */
    public static final int DEFAULT_MAX_BYTES = 256 * 1024;

    private static final int MAX_DETAIL = 1_000;

    /** The refusal of a record that is too large to be looked at; null if it is not. */
    public @Nullable Rejection judgeSize(Inbound inbound) {
        return inbound.size() <= maxBytes
                ? null
                : new Rejection(
                        Reason.TOO_LARGE,
                        "key and value have " + inbound.size() + " bytes; expected at most " + maxBytes);
    }

    /** The record to write, stamped with this time in epoch millis. */
    public Record<byte[], byte[]> record(Inbound inbound, Rejection rejection, long now) {
        Headers headers = new RecordHeaders();
        add(headers, REASON, rejection.reason().name());
        add(headers, DETAIL, shortened(rejection.detail()));
        add(headers, TOPIC, inbound.topic());
        add(headers, PARTITION, inbound.partition());
        add(headers, OFFSET, inbound.offset());
        add(headers, TIMESTAMP, inbound.timestamp());
        byte[] key = inbound.key();
        if (key != null && key.length > maxBytes) {
            describe(headers, key, KEY_SHA256, KEY_SIZE);
            key = null;
        }
        byte[] value = inbound.value();
        if (value != null && (key == null ? 0 : key.length) + (long) value.length > maxBytes) {
            describe(headers, value, VALUE_SHA256, VALUE_SIZE);
            value = new byte[0];
        }
        return outgoing(key, value, now, headers);
    }

    /** Kafka's classes are not annotated: a record without key or value is fine. */
    @SuppressWarnings("NullAway")
    private static Record<byte[], byte[]> outgoing(
            byte @Nullable [] key, byte @Nullable [] value, long now, Headers headers) {
        return new Record<>(key, value, now, headers);
    }

    private static void describe(Headers headers, byte[] bytes, String hash, String size) {
        add(headers, hash, HexFormat.of().formatHex(sha256(bytes)));
        add(headers, size, bytes.length);
    }

    private static void add(Headers headers, String name, Object value) {
        headers.add(name, String.valueOf(value).getBytes(UTF_8));
    }

    private static String shortened(String detail) {
        return detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL) + "…";
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
