package tidemark.topology.graph;

import tidemark.ledger.Policy;
import tidemark.topics.Topics;
import tidemark.topology.intake.Partitions;
import tidemark.topology.intake.SchemaLoading;
import tidemark.topology.intake.Tally;
import tidemark.topology.wire.EventWriter;

/**
 * What the processors of a node share.
 *
 * @param topics the topics
 * @param policy the numbers for the rules
 * @param accountPartitions partitions of what is keyed by account
 * @param roleChangePartitions partitions of the role changes
 * @param entityPartitions partitions of what is keyed by entity and judged with it
 * @param reporting how often sums of entities are reported
 * @param schemas loads schemas away from the stream threads
 * @param writer makes values
 * @param tally counts what became of everything
 * @param maxRecordBytes the largest input record
 * @param memory what the account tasks may keep on the heap
 */
public record TopologyParts(
        Topics topics,
        Policy policy,
        Partitions accountPartitions,
        Partitions roleChangePartitions,
        Partitions entityPartitions,
        Reporting reporting,
        SchemaLoading schemas,
        EventWriter writer,
        Tally tally,
        int maxRecordBytes,
        TaskMemory memory) {}
