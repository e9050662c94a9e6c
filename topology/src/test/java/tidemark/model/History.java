package tidemark.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A list of acts: shortened while it still fails, and written out for people. */
final class History {

    private History() {}

    /** Leaves out what is not needed to make it fail: halves first, then ever smaller pieces, until nothing more goes. */
    static List<Act> shortened(List<Act> history, Referee referee) {
        List<Act> shortest = history;
        for (int piece = Math.max(1, history.size() / 2); piece >= 1; piece /= 2) {
            List<Act> next = without(shortest, piece, referee);
            while (next.size() < shortest.size()) {
                shortest = next;
                next = without(shortest, piece, referee);
            }
        }
        return shortest;
    }

    private static List<Act> without(List<Act> history, int piece, Referee referee) {
        List<Act> kept = history;
        for (int from = history.size() - piece; from > -piece; from -= piece) {
            int start = Math.max(0, from);
            List<Act> shorter = new ArrayList<>(kept);
            shorter.subList(start, Math.min(kept.size(), from + piece)).clear();
            if (shorter.size() < kept.size() && referee.faultIn(shorter) != null) {
                kept = shorter;
            }
        }
        return kept;
    }

    /** The seed, what went wrong, and how to get there. */
    static String report(long seed, int steps, List<Act> shortest, @Nullable String fault) {
        return "history " + seed + " fails (repeat it with -Dtidemark.histories.seed=" + seed + "), shortened from "
                + steps + " to " + shortest.size() + " steps:\n"
                + shortest.stream().map(History::line).collect(Collectors.joining("\n"))
                + "\n" + fault;
    }

    private static String line(Act act) {
        if (act instanceof Act.Told told) {
            String more = "";
            if (told.command() instanceof tidemark.ledger.Command.Charge charge) {
                more = " arrival " + Instant.ofEpochMilli(charge.arrival()) + ", occurred "
                        + Instant.ofEpochMilli(charge.occurredAt());
            }
            return "  " + Instant.ofEpochMilli(act.now()) + "  " + told.account() + "  " + told.command() + more;
        }
        return "  " + Instant.ofEpochMilli(act.now()) + "  " + act;
    }
}
