package tidemark.benchmarks;

import static tidemark.benchmarks.report.Figures.whole;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import tidemark.benchmarks.micro.MicroResult;
import tidemark.benchmarks.report.Figures;
import tidemark.benchmarks.report.Machine;
import tidemark.benchmarks.report.MarkdownTable;
import tidemark.benchmarks.report.ResultFiles;

/**
 * What the parts of one usage event's way cost, and what they come to together.
 *
 * @param results of every benchmark with every choice of its parameters
 */
record MicroReport(Machine machine, List<MicroResult> results) {

    /* What the account task does for each usage event; the figure's parameters are those of a busy user with a limit. */
    private static final List<String> WAY = List.of(
            "UsageRecords.read",
            "UsageChecks.texts",
            "UsageChecks.key",
            "UsageChecks.partition",
            "AccountRows.decode",
            "Charges.decide",
            "AccountRows.encode",
            "EntityCharges.charged");

    private static final Map<String, String> BUSY = Map.of("events", "8", "limit", "FAR", "entities", "1024");

    /** Writes it down. */
    void write(ResultFiles files) throws IOException {
        files.write((Object) this);
        files.write(markdown());
    }

    String markdown() {
        StringBuilder text = new StringBuilder("# Parts of one usage event's way\n\n" + machine + "\n\n");
        text.append("Median (lowest-highest) of all iterations in all JVMs.\n\n")
                .append(table());
        List<MicroResult> way = WAY.stream()
                .flatMap(name -> results.stream().filter(result -> isOnWay(name, result)))
                .toList();
        if (way.size() == WAY.size()) {
            text.append(
                    "\nA usage event of an account with eight remembered events and a role limit, without stores and Kafka: ");
            text.append(sum(way, result -> result.nanos().value())).append(" ns and ");
            text.append(sum(way, result -> result.bytes().value())).append(" bytes (");
            text.append(String.join(", ", WAY)).append(").\n");
        }
        return text.toString();
    }

    private String table() {
        MarkdownTable table = new MarkdownTable("operation", "with", "ns", "bytes allocated");
        for (MicroResult result : results) {
            table.row(result.name(), result.parametersInWords(), Figures.tenths(result.nanos()), whole(result.bytes()));
        }
        return table.toString();
    }

    private static boolean isOnWay(String name, MicroResult result) {
        return result.name().equals(name)
                && result.parameters().entrySet().stream()
                        .allMatch(parameter -> parameter.getValue().equals(BUSY.get(parameter.getKey())));
    }

    private static String sum(List<MicroResult> way, ToDoubleFunction<MicroResult> figure) {
        return whole(way.stream().mapToDouble(figure).sum());
    }
}
