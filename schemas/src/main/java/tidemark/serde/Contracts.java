package tidemark.serde;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import tidemark.events.BlockDecision;
import tidemark.events.ChangeResult;
import tidemark.events.Entity;
import tidemark.events.EntityLimitChange;
import tidemark.events.EntityPartial;
import tidemark.events.LevelChange;
import tidemark.events.Role;
import tidemark.events.RoleAssignment;
import tidemark.events.RoleChange;
import tidemark.events.UsageEvent;
import tidemark.events.UsageExceeded;
import tidemark.events.UsageWarning;
import tidemark.topics.Topics;

/** Which schema the values of each topic have, and their preparation at start-up so that no stream thread waits for a registry. */
public final class Contracts {

    /** Old and new readers read old and new records, however many versions apart. */
    public static final String COMPATIBILITY = "FULL_TRANSITIVE";

    private Contracts() {}

    /** The value schema of every topic that holds Avro, by topic name. */
    public static Map<String, Schema> byTopic(Topics topics) {
        Map<String, Schema> schemas = new LinkedHashMap<>();
        schemas.put(topics.usageEvents(), UsageEvent.getClassSchema());
        schemas.put(topics.usageRerouted(), UsageEvent.getClassSchema());
        schemas.put(topics.roleChanges(), RoleChange.getClassSchema());
        schemas.put(topics.roleAssignments(), RoleAssignment.getClassSchema());
        schemas.put(topics.entityLimits(), EntityLimitChange.getClassSchema());
        schemas.put(topics.entityPartials(), EntityPartial.getClassSchema());
        schemas.put(topics.entities(), Entity.getClassSchema());
        schemas.put(topics.roles(), Role.getClassSchema());
        schemas.put(topics.changeResults(), ChangeResult.getClassSchema());
        schemas.put(topics.usageWarnings(), UsageWarning.getClassSchema());
        schemas.put(topics.usageExceeded(), UsageExceeded.getClassSchema());
        schemas.put(topics.blockDecisions(), BlockDecision.getClassSchema());
        schemas.put(topics.decisionHistory(), BlockDecision.getClassSchema());
        schemas.put(topics.levelChanges(), LevelChange.getClassSchema());
        return schemas;
    }

    /** The same by subject, {@code <topic>-value}. */
    public static Map<String, Schema> all(Topics topics) {
        Map<String, Schema> schemas = new LinkedHashMap<>();
        byTopic(topics).forEach((topic, schema) -> schemas.put(topic + "-value", schema));
        return schemas;
    }

    /**
     * Registers every schema, has the registry hold the subjects to {@link #COMPATIBILITY}, and loads all versions. After it, what
     * uses this client reads and writes our topics without asking the registry.
     */
    public static void register(SchemaRegistryClient registry, Topics topics) {
        all(topics).forEach((subject, schema) -> {
            registry.setCompatibility(subject, COMPATIBILITY);
            registry.register(subject, schema, false);
            registry.loadVersions(subject);
        });
    }

    /** The same without changing anything in the registry: fails where a schema is not registered. */
    public static void lookUp(SchemaRegistryClient registry, Topics topics) {
        all(topics).forEach((subject, schema) -> {
            registry.idOf(subject, schema, false);
            registry.loadVersions(subject);
        });
    }
}
