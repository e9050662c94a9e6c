package tidemark.cli.entities;

import picocli.CommandLine.Command;

/** {@code tidemark entities}: groups the commands about entities. */
@Command(
        name = "entities",
        header = "Limit, name, list and ask about entities.",
        description = {
            "An entity's limit caps what all its users spend together in a calendar month. It stands beside the limits of their roles: "
                    + "either one blocks.",
            "Each change waits for its result. Once it says 'Accepted', the entity's total is judged by it.",
            "Credits are decimal numbers with at most six places; 'none' means no limit, 0 blocks everything."
        },
        footer = {
            "",
            "Examples:",
            "  tidemark entities set-limit acme 5000",
            "  tidemark entities put acme --name 'Acme Ltd' --msp northwind",
            "  tidemark entities usage acme",
            "  tidemark entities list"
        },
        subcommands = {SetEntityLimit.class, PutEntity.class, EntityUsage.class, ListEntities.class})
public final class EntitiesCommand {}
