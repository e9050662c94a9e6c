package tidemark.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, as they went over the wire.
 *
 * @param method as it was sent
 * @param path before the question mark, as it was sent
 * @param query behind it, as it was sent; null: none
 * @param sent headers of the request by name, whatever their case
 * @param sentBody body of the request; null: not known
 * @param status of the answer
 * @param headers of the answer by name, whatever their case
 * @param body of the answer
 */
record Exchange(
        String method,
        String path,
        @Nullable String query,
        Map<String, List<String>> sent,
        @Nullable String sentBody,
        int status,
        Map<String, List<String>> headers,
        String body) {

    Exchange {
        sent = ignoringCase(sent);
        headers = ignoringCase(headers);
    }

    /** What the client of the JDK has sent and got. */
    static Exchange of(HttpRequest request, HttpResponse<String> answer) {
        return new Exchange(
                request.method(),
                request.uri().getRawPath(),
                request.uri().getRawQuery(),
                request.headers().map(),
                request.bodyPublisher().map(Exchange::bytes).map(Exchange::text).orElse(""),
                answer.statusCode(),
                answer.headers().map(),
                answer.body());
    }

    /** What is said in UTF-8; what is no UTF-8 becomes a text that nothing accepts. */
    static String text(byte[] sent) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(sent)).toString();
        } catch (CharacterCodingException e) {
            return "no UTF-8";
        }
    }

    private static byte[] bytes(HttpRequest.BodyPublisher publisher) {
        HttpResponse.BodySubscriber<byte[]> bytes = HttpResponse.BodySubscribers.ofByteArray();
        publisher.subscribe(new Flow.Subscriber<ByteBuffer>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                bytes.onSubscribe(subscription);
            }

            @Override
            public void onNext(ByteBuffer part) {
                bytes.onNext(List.of(part));
            }

            @Override
            public void onError(Throwable failure) {
                bytes.onError(failure);
            }

            @Override
            public void onComplete() {
                bytes.onComplete();
            }
        });
        return bytes.getBody().toCompletableFuture().join();
    }

    private static Map<String, List<String>> ignoringCase(Map<String, List<String>> headers) {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        return copy;
    }

    /** The one value of a header of the answer; null: it is not there, or not once. */
    @Nullable
    String header(String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.size() == 1 ? values.get(0) : null;
    }

    boolean succeeded() {
        return status / 100 == 2;
    }

    @Override
    public String toString() {
        return method + " " + path + (query == null ? "" : "?" + query) + " " + sent.keySet() + " -> " + status + " "
                + headers + " " + body;
    }
}
