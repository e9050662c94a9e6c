package tidemark.cli.roles;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tidemark.admin.changes.RoleCatalog;
import tidemark.admin.log.AvroRecords;
import tidemark.cli.connect.ClientSettings;
import tidemark.cli.connect.Cluster;
import tidemark.cli.connect.ConnectionOptions;
import tidemark.cli.exit.ExitCodes;
import tidemark.cli.text.Converters;
import tidemark.cli.text.EventTimes;
import tidemark.cli.text.Limit;
import tidemark.cli.text.Table;
import tidemark.events.Role;
import tidemark.events.RoleDefinition;

@Command(
        name = "list",
        header = "List the roles of an entity, deleted ones included.",
        footer = {"", "Examples:", "  tidemark roles list acme", "  tidemark roles list acme --json"})
final class ListRoles implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Spec
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "ENTITY", converter = Converters.Name.class, description = "The tenant.")
    private String entity;

    @Option(names = "--json", description = "Print one JSON object a line for each role.")
    private boolean json;

    @Mixin
    private ConnectionOptions connection;

    @Override
    public Integer call() {
        PrintWriter out = command.commandLine().getOut();
        List<Role> roles = read();
        if (json) {
            roles.forEach(role -> out.println(object(role)));
        } else if (roles.isEmpty()) {
            command.commandLine().getErr().println("Entity " + entity + " has no roles.");
        } else {
            Table table = new Table("ROLE", "NAME", "TYPE", "LIMIT", "VERSION", "STATE");
            roles.forEach(role -> table.row(
                    role.getRoleId(),
                    role.getDefinition().getDisplayName(),
                    role.getDefinition().getType(),
                    new Limit(role.getDefinition().getMonthlyCreditLimitMicros()),
                    role.getVersion(),
                    role.getState()));
            out.print(table);
        }
        out.flush();
        return ExitCodes.DONE;
    }

    private List<Role> read() {
        ClientSettings settings = connection.clients();
        Cluster.requireReachable(settings);
        try (AvroRecords records = AvroRecords.specific(settings.consumer())) {
            return new RoleCatalog(settings.consumer(), records, connection.topics()).list(entity, PATIENCE);
        }
    }

    private static ObjectNode object(Role role) {
        RoleDefinition definition = role.getDefinition();
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("entity_id", role.getEntityId());
        object.put("role_id", role.getRoleId());
        object.put("display_name", definition.getDisplayName());
        object.put("description", definition.getDescription());
        object.put("type", definition.getType().name());
        new Limit(definition.getMonthlyCreditLimitMicros()).addTo(object);
        definition.getPermissions().forEach(object.putArray("permissions")::add);
        object.put("version", role.getVersion());
        object.put("state", role.getState().name());
        object.put("changed_at", EventTimes.print(role.getChangedAt()));
        object.put("changed_by", role.getChangedBy().getUserId());
        return object;
    }
}
