package tidemark.cli.changes;

import java.time.Duration;
import java.util.Optional;
import tidemark.admin.changes.ChangeClient;
import tidemark.cli.connect.ClientSettings;
import tidemark.cli.connect.Cluster;
import tidemark.cli.connect.ConnectionOptions;
import tidemark.events.ChangeResult;
import tidemark.events.EntityLimitChange;
import tidemark.events.Role;
import tidemark.events.RoleAssignment;
import tidemark.events.RoleChange;

/** A connection over which one command makes its changes. */
public final class ChangeSession implements AutoCloseable {

    private static final Duration READ_PATIENCE = Duration.ofSeconds(30);

    private final ChangeClient client;
    private final Duration patience;

    private ChangeSession(ChangeClient client, Duration patience) {
        this.client = client;
        this.patience = patience;
    }

    /**
     * Connects.
     *
     * @param patience how long each change may take to be answered
     * @throws tidemark.cli.connect.UnreachableException if no broker answers
     */
    public static ChangeSession open(ConnectionOptions connection, Duration patience) {
        ClientSettings settings = connection.clients();
        Cluster.requireReachable(settings);
        return new ChangeSession(
                new ChangeClient(settings.shared(), connection.topics(), connection.applicationId()), patience);
    }

    /** Makes the change and waits for what became of it. */
    public ChangeResult submit(RoleChange change) {
        return client.submit(change, patience);
    }

    /** Makes the assignment and waits for what became of it. */
    public ChangeResult submit(RoleAssignment assignment) {
        return client.submit(assignment, patience);
    }

    /** Makes the change and waits for what became of it. */
    public ChangeResult submit(EntityLimitChange change) {
        return client.submit(change, patience);
    }

    /** A role, also if it is deleted; empty if there never was one. */
    public Optional<Role> find(String entityId, String roleId) {
        return client.roles().find(entityId, roleId, READ_PATIENCE);
    }

    @Override
    public void close() {
        client.close();
    }
}
