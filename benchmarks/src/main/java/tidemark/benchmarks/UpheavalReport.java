package tidemark.benchmarks;

import static tidemark.benchmarks.report.Figures.whole;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tidemark.benchmarks.measure.FanOutTrial;
import tidemark.benchmarks.measure.MonthTurnTrial;
import tidemark.benchmarks.measure.OvertakingTrial;
import tidemark.benchmarks.measure.RestartTrial;
import tidemark.benchmarks.measure.TakeoverTrial;
import tidemark.benchmarks.measure.Town;
import tidemark.benchmarks.report.Machine;
import tidemark.benchmarks.report.ResultFiles;

/** All that was measured of upheavals, written down as it comes in, and what it comes to. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
final class UpheavalReport {

    private final Machine machine;

    @JsonIgnore
    private final ResultFiles files;

    private final List<Town.Settled> settled = new ArrayList<>();
    private final List<OvertakingTrial.Change> overtaking = new ArrayList<>();
    private final List<TakeoverTrial.Result> takeovers = new ArrayList<>();
    private FanOutTrial.@Nullable Result fanOut;
    private RestartTrial.@Nullable Result restart;
    private MonthTurnTrial.@Nullable Result turn;

    UpheavalReport(Machine machine, ResultFiles files) {
        this.machine = machine;
        this.files = files;
    }

    void settled(Town.Settled result) throws IOException {
        settled.add(result);
        write();
    }

    void fanOut(FanOutTrial.Result result) throws IOException {
        fanOut = result;
        write();
    }

    void overtaking(List<OvertakingTrial.Change> result) throws IOException {
        overtaking.addAll(result);
        write();
    }

    void restart(RestartTrial.Result result) throws IOException {
        restart = result;
        write();
    }

    void takeover(TakeoverTrial.Result result) throws IOException {
        takeovers.add(result);
        write();
    }

    void turn(MonthTurnTrial.Result result) throws IOException {
        turn = result;
        write();
    }

    private void write() throws IOException {
        files.write((Object) this);
        files.write(markdown());
    }

    String markdown() {
        StringBuilder text = new StringBuilder("# Upheavals\n\n" + machine + "\n");
        FanOutTrial.Result flips = fanOut;
        if (flips != null) {
            text.append("\n## A role with ").append(whole(flips.members())).append(" members changes its limit\n\n");
            text.append(UpheavalTables.flips(flips)).append('\n').append(UpheavalTables.others(flips));
        }
        if (!overtaking.isEmpty()) {
            text.append("\n## Roles change under a backlog\n\n").append(UpheavalTables.overtaking(overtaking));
        }
        MonthTurnTrial.Result month = turn;
        if (month != null) {
            text.append("\n## A month turns with ")
                    .append(whole(month.blocked()))
                    .append(" blocked accounts\n\n");
            text.append(UpheavalTables.turn(month));
        }
        RestartTrial.Result killed = restart;
        if (killed != null) {
            text.append("\n## A node is killed and started again\n\n").append(UpheavalTables.restart(killed));
        }
        if (!takeovers.isEmpty()) {
            text.append("\n## A node is killed and a standby takes over\n\n")
                    .append(UpheavalTables.takeovers(takeovers));
        }
        if (!settled.isEmpty()) {
            text.append("\n## What the state takes up\n\n").append(UpheavalTables.state(settled));
        }
        return text.toString();
    }
}
