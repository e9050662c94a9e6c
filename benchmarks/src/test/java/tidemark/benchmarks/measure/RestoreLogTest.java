package tidemark.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RestoreLogTest {

    @TempDir
    Path directory;

    @Test
    void rows_of_all_stores_are_added_up_from_the_first_active_task_to_the_last() throws IOException {
        RestoreLog restored = log(
                "10:00:00.000 INFO  [u] o.a.k.s.p.i.DefaultStateUpdater - Standby task 1_0 was added to the state updater",
                "10:00:01.000 INFO  [u] o.a.k.s.p.i.DefaultStateUpdater - Stateful active task 1_1 was added to the state updater",
                "10:00:01.200 INFO  [u] o.a.k.s.p.i.StoreChangelogReader - Finished restoring changelog a-1 to store a with a total number of 20 records",
                "10:00:01.300 INFO  [u] o.a.k.s.p.i.DefaultStateUpdater - Stateful active task 1_1 completed restoration",
                "10:00:02.000 INFO  [u] o.a.k.s.p.i.StoreChangelogReader - Finished restoring changelog b-1 to store b with a total number of 5 records",
                "10:00:03.500 INFO  [u] o.a.k.s.p.i.DefaultStateUpdater - Stateful active task 1_2 completed restoration");
        assertThat(restored).isEqualTo(new RestoreLog(25, 2.5));
        assertThat(restored.rowsPerSecond()).isEqualTo(10);
    }

    @Test
    void midnight_may_come_meanwhile() throws IOException {
        assertThat(
                        log(
                                "23:59:59.500 INFO  [u] o.a.k.s.p.i.DefaultStateUpdater - Stateful active task 1_1 was added to the state updater",
                                "00:00:00.500 INFO  [u] o.a.k.s.p.i.DefaultStateUpdater - Stateful active task 1_1 completed restoration"))
                .isEqualTo(new RestoreLog(0, 1));
    }

    @Test
    void nothing_was_restored() throws IOException {
        assertThat(log("10:00:00.000 WARN  [main] a.b.C - something else")).isEqualTo(new RestoreLog(0, 0));
    }

    private RestoreLog log(String... lines) throws IOException {
        return RestoreLog.of(Files.write(directory.resolve("node.log"), List.of(lines)));
    }
}
