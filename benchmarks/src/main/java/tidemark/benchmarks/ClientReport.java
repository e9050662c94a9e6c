package tidemark.benchmarks;

import static tidemark.benchmarks.report.Figures.millis;
import static tidemark.benchmarks.report.Figures.whole;

import java.io.IOException;
import java.util.List;
import tidemark.benchmarks.measure.OvershootTrial;
import tidemark.benchmarks.micro.MicroResult;
import tidemark.benchmarks.report.Machine;
import tidemark.benchmarks.report.MarkdownTable;
import tidemark.benchmarks.report.ResultFiles;
import tidemark.benchmarks.stack.ReplicaReport;

/**
 * All that was measured of the client.
 *
 * @param checks of the gate
 * @param starts of replicas, a fresh JVM each
 * @param overshoots of running operations
 */
record ClientReport(
        Machine machine, List<MicroResult> checks, List<ReplicaReport> starts, List<OvershootTrial.Result> overshoots) {

    void write(ResultFiles files) throws IOException {
        files.write((Object) this);
        files.write(markdown());
    }

    String markdown() {
        return "# Client\n\n" + machine + "\n\n## Checks\n\nMedian (lowest-highest) of all iterations in all JVMs.\n\n"
                + checksTable()
                + "\nTo reach: 250 ns with a million accounts, nothing allocated.\n\n## Start of a replica in a fresh JVM\n\n"
                + startsTable()
                + "\nTo reach with a million decisions: 3 s, 100 bytes an account.\n\n## Past the limit, across processes\n\n"
                + overshootsTable() + "\nTo reach: at most 100 ms at p99.\n";
    }

    private String checksTable() {
        MarkdownTable table = new MarkdownTable("check", "with", "ns", "bytes allocated");
        for (MicroResult check : checks) {
            table.row(check.name(), check.parametersInWords(), whole(check.nanos()), whole(check.bytes()));
        }
        return table.toString();
    }

    private String startsTable() {
        MarkdownTable table =
                new MarkdownTable("start", "accounts", "ready after ms", "reader's CPU ms", "heap bytes an account");
        for (int i = 0; i < starts.size(); i++) {
            ReplicaReport start = starts.get(i);
            table.row(
                    String.valueOf(i + 1),
                    whole(start.accounts()),
                    whole(start.readyMillis()),
                    whole(start.readerMillis()),
                    whole((double) start.heapBytes() / start.accounts()));
        }
        return table.toString();
    }

    private String overshootsTable() {
        MarkdownTable table = new MarkdownTable(
                "round", "halted", "steps", "after the limit", "p50 ms", "p90 ms", "p99 ms", "max ms");
        for (int i = 0; i < overshoots.size(); i++) {
            OvershootTrial.Result result = overshoots.get(i);
            table.row(
                    String.valueOf(i + 1),
                    whole(result.halted()),
                    whole(result.steps()),
                    whole(result.past()),
                    millis(result.pastMillis().p50()),
                    millis(result.pastMillis().p90()),
                    millis(result.pastMillis().p99()),
                    millis(result.pastMillis().max()));
        }
        return table.toString();
    }
}
