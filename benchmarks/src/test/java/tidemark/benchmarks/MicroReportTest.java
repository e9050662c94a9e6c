package tidemark.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tidemark.benchmarks.micro.MicroResult;
import tidemark.benchmarks.report.Machine;
import tidemark.benchmarks.report.Median;

/** What the parts of an event's way come to. */
final class MicroReportTest {

    private static final Machine MACHINE =
            new Machine("2026-11-25T10:00:00Z", "c0ffee", "chip", 2, 1024, "os", "jvm", 0);

    private static final List<MicroResult> CHECKS = Stream.of("texts", "key", "partition")
            .map(check -> result("UsageChecks." + check, Map.of()))
            .toList();

    private static final List<MicroResult> ROWS = Stream.of("encode", "decode")
            .flatMap(way -> Stream.of("1", "8").map(events -> result("AccountRows." + way, Map.of("events", events))))
            .toList();

    private static final List<MicroResult> OTHERS = List.of(
            result("Charges.decide", Map.of("events", "8", "limit", "FAR")),
            result("Charges.decide", Map.of("events", "8", "limit", "NONE")),
            result("EntityCharges.charged", Map.of("entities", "1024")),
            result("EntityCharges.charged", Map.of("entities", "1")),
            result("UsageRecords.read", Map.of()),
            result("UsageRecords.serialize", Map.of()));

    @Test
    void each_operation_is_told_with_its_parameters_and_range() {
        assertThat(report(OTHERS))
                .contains("| Charges.decide | events=8, limit=FAR | 10.0 (9.0-12.0) | 100 (100-100) |");
    }

    @Test
    void one_of_each_part_is_added_up() {
        List<MicroResult> all =
                Stream.of(CHECKS, ROWS, OTHERS).flatMap(List::stream).toList();
        assertThat(report(all)).contains("80 ns and 800 bytes");
    }

    @Test
    void no_sum_is_told_of_a_part_of_the_way() {
        assertThat(report(OTHERS)).doesNotContain("without stores and Kafka");
    }

    private static String report(List<MicroResult> results) {
        return new MicroReport(MACHINE, results).markdown();
    }

    private static MicroResult result(String name, Map<String, String> parameters) {
        return new MicroResult(name, parameters, new Median(10, 9, 12), new Median(100, 100, 100));
    }
}
