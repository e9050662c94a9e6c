package tidemark.cli.roles;

import picocli.CommandLine.Command;

/** {@code tidemark roles}: groups the commands about roles. */
@Command(
        name = "roles",
        header = "Create, limit, duplicate, delete, assign and list roles.",
        description = {
            "Each command writes its change and waits for the result. Once it says 'Accepted', any usage published afterwards is judged "
                    + "by the change.",
            "Credits are decimal numbers with at most six places; 'none' means no limit, 0 blocks everything."
        },
        footer = {
            "",
            "Examples:",
            "  tidemark roles create acme analyst --limit 100",
            "  tidemark roles assign acme alice analyst",
            "  tidemark roles set-limit acme analyst 250.5",
            "  tidemark roles list acme"
        },
        subcommands = {
            CreateRole.class,
            SetLimit.class,
            DuplicateRole.class,
            DeleteRole.class,
            AssignRole.class,
            ListRoles.class
        })
public final class RolesCommand {}
