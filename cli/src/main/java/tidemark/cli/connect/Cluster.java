package tidemark.cli.connect;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/** The Kafka cluster, found to be there. */
public final class Cluster {

    private static final int PATIENCE_MILLIS = 5_000;

    private Cluster() {}

    /**
     * Connects and makes sure that a broker answers.
     *
     * @throws UnreachableException if none does within a few seconds
     */
    public static Admin connect(ClientSettings settings) {
        Admin admin = admin(settings);
        try {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs(PATIENCE_MILLIS))
                    .clusterId()
                    .get();
            return admin;
        } catch (InterruptedException e) {
            admin.close();
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            admin.close();
            if (e.getCause() instanceof TimeoutException) {
                throw unreachable(settings, e);
            }
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
    }

    /**
     * Makes sure that a broker answers.
     *
     * @throws UnreachableException if none does within a few seconds
     */
    public static void requireReachable(ClientSettings settings) {
        connect(settings).close();
    }

    private static Admin admin(ClientSettings settings) {
        try {
            return Admin.create(settings.admin());
        } catch (KafkaException e) {
            if (e.getCause() instanceof ConfigException cause
                    && String.valueOf(cause.getMessage()).contains("resolvable")) {
                throw unreachable(settings, e);
            }
            throw e;
        }
    }

    private static UnreachableException unreachable(ClientSettings settings, Exception cause) {
        return new UnreachableException("Kafka cannot be reached at " + settings.bootstrapServers() + ".", cause);
    }
}
