package tidemark.topology.intake;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import tidemark.serde.RegisteredSchema;
import tidemark.serde.SchemaIdentity;
import tidemark.serde.SchemaRegistryClient;

/** A registry in memory that can be down, and that writes down which threads asked it. */
final class FakeRegistry implements SchemaRegistryClient {

    private final Map<SchemaIdentity, Schema> schemas = new ConcurrentHashMap<>();
    private final Queue<String> askers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile boolean down;

    FakeRegistry with(SchemaIdentity identity, Schema schema) {
        schemas.put(identity, schema);
        return this;
    }

    void goDown() {
        down = true;
    }

    void comeBack() {
        down = false;
    }

    /** Names of the threads that asked. */
    Queue<String> askers() {
        return askers;
    }

    int requests() {
        return requests.get();
    }

    @Override
    public Schema schemaOf(SchemaIdentity identity) {
        askers.add(Thread.currentThread().getName());
        requests.incrementAndGet();
        if (down) {
            throw new TimeoutException("the registry does not answer");
        }
        Schema schema = schemas.get(identity);
        if (schema == null) {
            throw new SerializationException("Loading " + identity + " failed", new RestClientException());
        }
        return schema;
    }

    @Override
    public boolean isLoaded(SchemaIdentity identity) {
        return false;
    }

    @Override
    public int register(String subject, Schema schema, boolean normalize) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int idOf(String subject, Schema schema, boolean normalize) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RegisteredSchema latest(String subject) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int loadVersions(String subject) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setCompatibility(String subject, String level) {
        throw new UnsupportedOperationException();
    }

    /** Looks like Confluent's exception of this name. */
    public static final class RestClientException extends Exception {
        private final int status;

        RestClientException() {
            this(404);
        }

        RestClientException(int status) {
            super("HTTP " + status);
            this.status = status;
        }

        /** The HTTP status. */
        public int getStatus() {
            return status;
        }
    }
}
