package tidemark.cli.topics;

import picocli.CommandLine.Command;

/** {@code tidemark topics}: groups the commands about topics. */
@Command(
        name = "topics",
        header = "Create, verify and describe the topics.",
        footer = {
            "",
            "Examples:",
            "  tidemark topics create --partitions 24 --replication-factor 3",
            "  tidemark topics verify",
            "  tidemark topics describe"
        },
        subcommands = {CreateTopics.class, VerifyTopics.class, DescribeTopics.class})
public final class TopicsCommand {}
