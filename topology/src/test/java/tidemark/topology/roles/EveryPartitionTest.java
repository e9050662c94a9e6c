package tidemark.topology.roles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class EveryPartitionTest {

    @Test
    void a_role_goes_to_every_partition_also_when_there_are_more_than_before() {
        EveryPartition partitioner = new EveryPartition();

        assertThat(partitioner.partitions("roles", new byte[0], new byte[0], 3)).contains(Set.of(0, 1, 2));
        assertThat(partitioner.partitions("roles", new byte[0], new byte[0], 4)).contains(Set.of(0, 1, 2, 3));
        assertThat(partitioner.partitions("roles", new byte[0], new byte[0], 1)).contains(Set.of(0));
    }
}
