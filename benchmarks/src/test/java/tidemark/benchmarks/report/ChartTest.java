package tidemark.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import tidemark.benchmarks.report.BarChart.Bar;
import tidemark.benchmarks.report.BarChart.Target;
import tidemark.benchmarks.report.LatencyChart.Line;

/** Pictures of results, as documents that can be searched. */
final class ChartTest {

    private static final BarChart BARS = new BarChart(
            "Events per CPU-second",
            "users",
            "share of pass-through",
            List.of(
                    new Bar("1k users", "uniform", new Median(0.30, 0.28, 0.36)),
                    new Bar("1k users", "Zipf", new Median(0.33, 0.33, 0.34)),
                    new Bar("1M users", "uniform", new Median(0.25, 0.20, 0.26)),
                    new Bar("1M users", "Zipf", new Median(0.31, 0.30, 0.35))),
            new Target("to reach: 0.30", 0.30));

    private static final LatencyChart LINES = new LatencyChart(
            "From the event to the decision",
            "time until visible",
            List.of(new Line("half load", 8, 20, 42, 75, 90), new Line("full load", 20, 80, 240, 500, 812)));

    @TempDir
    private Path directory = Path.of("");

    @Test
    void bars_are_labelled_by_group_and_name_and_have_units_and_a_target() throws Exception {
        assertThat(texts(BARS))
                .contains("Events per CPU-second", "users", "share of pass-through", "1k users", "1M users")
                .contains("uniform", "Zipf", "to reach: 0.30", "0.10");
    }

    @Test
    void each_bar_shows_its_range_with_two_caps() throws Exception {
        assertThat(elements(BARS, "line")).filteredOn(this::isRange).hasSize(4 * 3);
    }

    @Test
    void without_a_target_there_is_no_line_across() throws Exception {
        BarChart chart = new BarChart(BARS.title(), BARS.groups(), BARS.values(), BARS.bars(), null);
        assertThat(texts(chart)).doesNotContain("to reach: 0.30");
    }

    @Test
    void latencies_are_labelled_by_percentile_and_load_in_milliseconds() throws Exception {
        assertThat(texts(LINES))
                .contains("From the event to the decision", "time until visible (ms)", "half load", "full load")
                .contains("p50", "p90", "p99", "p99.9", "max")
                .contains("8", "16", "32", "64", "128", "256", "512");
    }

    @Test
    void the_same_results_give_the_same_document() {
        assertThat(BARS.svg()).isEqualTo(BARS.svg()).doesNotContain("DOCTYPE");
        assertThat(LINES.svg()).isEqualTo(LINES.svg());
    }

    @Test
    void it_is_written_beside_the_other_results() throws IOException {
        Path file = new ResultFiles(directory, "cost").write("share", BARS);
        assertThat(file).isEqualTo(directory.resolve("cost-share.svg")).hasContent(BARS.svg());
    }

    @Test
    void a_time_of_nothing_is_drawn_all_the_same() throws Exception {
        LatencyChart chart = new LatencyChart("none", "time", List.of(new Line("idle", 0, 0, 0, 0, 0)));
        assertThat(texts(chart)).contains("idle", "0.01");
    }

    @Test
    void nothing_cannot_be_drawn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BarChart("empty", "", "", List.of(), null))
                .withMessageContaining("empty");
        assertThatIllegalArgumentException().isThrownBy(() -> new LatencyChart("empty", "", List.of()));
    }

    /* Ink is for ranges only; axes and grid are grey. */
    private boolean isRange(String attributes) {
        return attributes.contains("stroke:rgb(34,34,34)");
    }

    private static List<String> texts(Chart chart) throws Exception {
        return all(chart, "text").map(nodes -> nodes.getTextContent().trim()).toList();
    }

    private static List<String> elements(Chart chart, String name) throws Exception {
        return all(chart, name)
                .map(node -> node.getAttributes().getNamedItem("style").getNodeValue())
                .toList();
    }

    private static Stream<Node> all(Chart chart, String name)
            throws ParserConfigurationException, SAXException, IOException {
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(chart.svg())));
        NodeList found = document.getElementsByTagName(name);
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            nodes.add(found.item(i));
        }
        return nodes.stream();
    }
}
