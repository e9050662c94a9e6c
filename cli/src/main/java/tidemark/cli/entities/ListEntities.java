package tidemark.cli.entities;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tidemark.admin.changes.EntityCatalog;
import tidemark.admin.log.AvroRecords;
import tidemark.cli.connect.ClientSettings;
import tidemark.cli.connect.Cluster;
import tidemark.cli.connect.ConnectionOptions;
import tidemark.cli.exit.ExitCodes;
import tidemark.cli.text.EventTimes;
import tidemark.cli.text.Limit;
import tidemark.cli.text.Shown;
import tidemark.cli.text.Table;
import tidemark.events.Entity;
import tidemark.events.EntityDefinition;

@Command(
        name = "list",
        header = "List the entities that were named or limited.",
        description = "An entity known by its usage alone is not among them.",
        footer = {"", "Examples:", "  tidemark entities list", "  tidemark entities list --json"})
final class ListEntities implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Spec
    private CommandSpec command;

    @Option(names = "--json", description = "Print one JSON object a line for each entity.")
    private boolean json;

    @Mixin
    private ConnectionOptions connection;

    @Override
    public Integer call() {
        PrintWriter out = command.commandLine().getOut();
        List<Entity> entities = read();
        if (json) {
            entities.forEach(entity -> out.println(object(entity)));
        } else if (entities.isEmpty()) {
            command.commandLine().getErr().println("No entity was named or limited yet.");
        } else {
            Table table = new Table("ENTITY", "NAME", "MSP", "LIMIT", "VERSION");
            entities.forEach(entity -> table.row(
                    entity.getEntityId(),
                    orDash(entity.getDefinition().getDisplayName()),
                    orDash(entity.getDefinition().getMspId()),
                    new Limit(entity.getDefinition().getMonthlyCreditLimitMicros()),
                    entity.getVersion()));
            out.print(table);
        }
        out.flush();
        return ExitCodes.DONE;
    }

    private List<Entity> read() {
        ClientSettings settings = connection.clients();
        Cluster.requireReachable(settings);
        try (AvroRecords records = AvroRecords.specific(settings.consumer())) {
            return new EntityCatalog(settings.consumer(), records, connection.topics()).list(PATIENCE);
        }
    }

    private static String orDash(@Nullable String text) {
        return text == null ? "-" : Shown.of(text);
    }

    private static ObjectNode object(Entity entity) {
        EntityDefinition definition = entity.getDefinition();
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("entity_id", entity.getEntityId());
        object.put("display_name", definition.getDisplayName());
        object.put("msp_id", definition.getMspId());
        new Limit(definition.getMonthlyCreditLimitMicros()).addTo(object);
        object.put("version", entity.getVersion());
        object.put("changed_at", EventTimes.print(entity.getChangedAt()));
        object.put("changed_by", entity.getChangedBy().getUserId());
        return object;
    }
}
