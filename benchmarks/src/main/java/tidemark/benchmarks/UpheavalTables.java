package tidemark.benchmarks;

import static tidemark.benchmarks.report.Figures.millis;
import static tidemark.benchmarks.report.Figures.ratio;
import static tidemark.benchmarks.report.Figures.whole;

import java.util.List;
import tidemark.benchmarks.load.Crowd.Bound;
import tidemark.benchmarks.measure.FanOutTrial;
import tidemark.benchmarks.measure.Latencies;
import tidemark.benchmarks.measure.MonthTurnTrial;
import tidemark.benchmarks.measure.OvertakingTrial;
import tidemark.benchmarks.measure.RestartTrial;
import tidemark.benchmarks.measure.Resumption;
import tidemark.benchmarks.measure.TakeoverTrial;
import tidemark.benchmarks.measure.Town;
import tidemark.benchmarks.report.MarkdownTable;

/** What was measured of upheavals in tables, each figure beside what was to be reached. */
final class UpheavalTables {

    private static final double MIB = 1024.0 * 1024;

    private UpheavalTables() {}

    static String flips(FanOutTrial.Result result) {
        MarkdownTable table = new MarkdownTable(
                "change", "members flipped", "first decision ms", "last decision ms", "to reach ms", "");
        for (FanOutTrial.Flip flip : result.flips()) {
            double target = flip.bound() == Bound.HUNDREDTH ? 2_000 : 8_000;
            table.row(
                    (flip.bound() == Bound.HUNDREDTH ? "a hundredth" : "everybody")
                            + (flip.blocks() ? " is blocked" : " is let in"),
                    whole(flip.flipped()),
                    whole(flip.firstMillis()),
                    whole(flip.lastMillis()),
                    whole(target),
                    verdict(flip.lastMillis() <= target));
        }
        return table.toString();
    }

    static String others(FanOutTrial.Result result) {
        MarkdownTable table = new MarkdownTable(
                "decisions about others", "count", "p50 ms", "p99 ms", "max ms", "p99 to before", "to reach", "");
        table.row(cells("before", result.before(), result.before()));
        table.row(cells("while a hundredth flips", result.hundredth(), result.before()));
        table.row(cells("while everybody flips", result.everybody(), result.before()));
        return table + "\nWrong decisions about others: " + result.wrong() + ".\n";
    }

    private static String[] cells(String name, Latencies latencies, Latencies before) {
        double factor = latencies.p99() / before.p99();
        return new String[] {
            name,
            whole(latencies.count()),
            millis(latencies.p50()),
            millis(latencies.p99()),
            millis(latencies.max()),
            ratio(factor),
            "2.00",
            verdict(factor <= 2)
        };
    }

    static String overtaking(List<OvertakingTrial.Change> changes) {
        MarkdownTable table = new MarkdownTable(
                "members of the role",
                "flipped",
                "",
                "events waiting",
                "first decision ms",
                "last ms",
                "to reach ms",
                "");
        for (OvertakingTrial.Change change : changes) {
            table.row(
                    whole(change.members()),
                    whole(change.flipped()),
                    change.blocks() ? "blocked" : "let in",
                    whole(change.waiting()),
                    whole(change.firstMillis()),
                    whole(change.lastMillis()),
                    "1,000",
                    verdict(change.lastMillis() <= 1_000));
        }
        return table.toString();
    }

    static String turn(MonthTurnTrial.Result result) {
        MarkdownTable table = new MarkdownTable("what", "figure", "to reach", "");
        table.row(
                "sampled blocks that do not end with the month",
                whole(result.wrongValidity()),
                "0",
                verdict(result.wrongValidity() == 0));
        table.row(
                "wrong answers to " + whole(result.questions()) + " questions around the turn",
                whole(result.wrongAnswers()),
                "0",
                verdict(result.wrongAnswers() == 0));
        table.row("first answer after the turn, ms after it", whole(result.firstRightMillis()), "", "");
        table.row("first ALLOW, ms after the turn", whole(result.firstAllowMillis()), "", "");
        table.row(
                "last ALLOW, ms after the turn",
                whole(result.lastAllowMillis()),
                "10,000",
                verdict(result.lastAllowMillis() <= 10_000));
        table.row("usage events/s before", whole(result.beforePerSecond()), "", "");
        double share = result.duringPerSecond() / result.beforePerSecond();
        table.row("usage events/s until the last ALLOW", whole(result.duringPerSecond()), "", "");
        table.row("its share of before", ratio(share), "0.80", verdict(share >= 0.8));
        return table.toString();
    }

    static String restart(RestartTrial.Result result) {
        MarkdownTable table = new MarkdownTable("what", "figure", "to reach", "");
        double first = result.resumption().firstSeconds();
        table.row("accounts", whole(result.accounts()), "", "");
        table.row("first right decision, s after the kill", ratio(first), "5", verdict(first <= 5));
        table.row(
                "first right decision of the last partition, s",
                ratio(result.resumption().lastSeconds()),
                "",
                "");
        table.row("node takes part again, s", ratio(result.readySeconds()), "", "");
        table.row("rows restored", whole(result.restore().rows()), "", "");
        table.row("restoring took s", ratio(result.restore().seconds()), "", "");
        table.row("rows/s", whole(result.restore().rowsPerSecond()), "", "");
        table.row("wrong decisions", whole(result.wrong()), "0", verdict(result.wrong() == 0));
        return table.toString();
    }

    static String takeovers(List<TakeoverTrial.Result> results) {
        MarkdownTable table = new MarkdownTable(
                "settings",
                "accounts",
                "partitions taken over",
                "first right decision there, s",
                "in the last of them, s",
                "others, last of them, s",
                "wrong decisions",
                "to reach s",
                "");
        for (TakeoverTrial.Result result : results) {
            Resumption taken = result.taken();
            table.row(
                    result.name(),
                    whole(result.accounts()),
                    whole(taken.partitions()),
                    ratio(taken.firstSeconds()),
                    ratio(taken.lastSeconds()),
                    result.kept().partitions() == 0 ? "-" : ratio(result.kept().lastSeconds()),
                    whole(result.wrong()),
                    "15",
                    verdict(taken.partitions() > 0 && taken.firstSeconds() <= 15));
        }
        return table.toString();
    }

    static String state(List<Town.Settled> settled) {
        MarkdownTable table = new MarkdownTable(
                "partitions",
                "accounts",
                "settling: events/s",
                "disk: bytes/account",
                "disk: bytes/remembered event",
                "disk: MiB",
                "changelogs: bytes/account",
                "changelogs: bytes/remembered event",
                "changelogs: MiB",
                "RSS after settling, MiB",
                "RSS after a restart, MiB");
        for (Town.Settled one : settled) {
            Town.Stored last = one.stored().get(one.stored().size() - 1);
            table.row(
                    whole(one.partitions()),
                    whole(one.accounts()),
                    whole(one.eventsPerSecond()),
                    whole(one.perAccount(Town.Stored::stateBytes)),
                    whole(one.perEvent(Town.Stored::stateBytes)),
                    whole(last.stateBytes() / MIB),
                    whole(one.perAccount(Town.Stored::changelogBytes)),
                    whole(one.perEvent(Town.Stored::changelogBytes)),
                    whole(last.changelogBytes() / MIB),
                    whole(one.residentAfterWork() / MIB),
                    whole(one.residentAfterRestart() / MIB));
        }
        return table.toString();
    }

    private static String verdict(boolean reached) {
        return reached ? "reached" : "MISSED";
    }
}
