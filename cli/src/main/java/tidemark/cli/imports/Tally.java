package tidemark.cli.imports;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import tidemark.cli.text.Shown;

/** What became of the rows. Remembers a bounded number of refusals, and counts all of them. */
final class Tally {

    private static final int MOST_REMEMBERED = 10_000;

    /** A row that was not published. */
    private record Refusal(String file, long line, String reason) {}

    private final List<Refusal> refusals = new ArrayList<>();
    private long read;
    private long refused;
    private long published;

    void read() {
        read++;
    }

    void refuse(InputFile file, Row row, String reason) {
        refused++;
        if (refusals.size() < MOST_REMEMBERED) {
            refusals.add(new Refusal(file.path().toString(), row.line(), reason));
        }
    }

    void published(long count) {
        published = count;
    }

    long refused() {
        return refused;
    }

    long published() {
        return published;
    }

    void print(PrintWriter out) {
        for (Refusal refusal : refusals) {
            out.println(refusal.file() + ":" + refusal.line() + ": refused: " + Shown.of(refusal.reason(), 300));
        }
        if (refused > refusals.size()) {
            out.println("... and " + (refused - refusals.size()) + " more refused rows.");
        }
        out.println("read " + read + ", published " + published + ", refused " + refused);
        out.flush();
    }

    void printJson(PrintWriter out, long shiftMillis) {
        ObjectNode summary = JsonNodeFactory.instance.objectNode();
        summary.put("read", read).put("published", published).put("refused", refused);
        summary.put("shifted_ms", shiftMillis);
        ArrayNode rows = summary.putArray("refusals");
        for (Refusal refusal : refusals) {
            rows.addObject()
                    .put("file", refusal.file())
                    .put("line", refusal.line())
                    .put("reason", refusal.reason());
        }
        summary.put("refusals_omitted", refused - refusals.size());
        out.println(summary);
        out.flush();
    }
}
