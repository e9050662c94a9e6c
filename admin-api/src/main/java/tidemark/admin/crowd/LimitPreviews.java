package tidemark.admin.crowd;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Ids;
import tidemark.ledger.Limit;
import tidemark.ledger.Shift;
import tidemark.topology.queries.AccountSearch;
import tidemark.topology.queries.Among;
import tidemark.topology.queries.LimitPreview;
import tidemark.topology.queries.Looked;

/** What another limit would change for the members of a role: how many there are, and who, page by page in the order of users. */
public final class LimitPreviews {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Gathering gathering;
    private final Kind<Question, Found> kind;

    LimitPreviews(AccountSearch search, Gathering gathering) {
        this.gathering = gathering;
        this.kind = new Kind<>(
                "preview", Question.class, Found.class, PATIENCE, (among, asked) -> find(search, among, asked));
    }

    Kind<Question, Found> kind() {
        return kind;
    }

    /**
     * One page.
     *
     * @param authorization what the client proved itself with; null: nothing
     * @throws tidemark.admin.body.FieldFault if the cursor is none of that question
     */
    public CompletableFuture<Preview> preview(PreviewQuestion asked, @Nullable String authorization) {
        String after = asked.cursor() == null ? null : user(Cursor.read(asked.cursor(), asked.binding()));
        Question question = new Question(asked.role(), asked.limitMicros(), after, asked.limit());
        return gathering
                .gather(kind, asked.entity(), question, authorization)
                .thenApply(found -> together(asked, Merged.of(found)));
    }

    private static String user(List<String> words) {
        if (words.size() != 1 || !Ids.isName(words.get(0))) {
            throw Cursor.fault();
        }
        return words.get(0);
    }

    private static Preview together(PreviewQuestion asked, Merged<Found> merged) {
        String reached = merged.findings().stream()
                .map(Found::reached)
                .filter(user -> user != null)
                .min(Comparator.naturalOrder())
                .orElse(null);
        List<Preview.Line> sure = merged.findings().stream()
                .flatMap(found -> found.items().stream())
                .filter(line -> reached == null || line.userId().compareTo(reached) <= 0)
                .sorted(Comparator.comparing(Preview.Line::userId))
                .toList();
        List<Preview.Line> items = sure.subList(0, Math.min(sure.size(), asked.limit()));
        String last = items.size() < sure.size() ? items.get(items.size() - 1).userId() : reached;
        return new Preview(
                asked.cursor() == null ? counts(merged.findings()) : null,
                items,
                last == null ? null : Cursor.written(asked.binding(), List.of(last)),
                merged.lagRecords(),
                merged.findings().stream().anyMatch(Found::roleKnown));
    }

    private static Preview.Counts counts(List<Found> findings) {
        Map<Shift, Long> sums = new EnumMap<>(Shift.class);
        for (Found found : findings) {
            Map<Shift, Long> counts = found.counts();
            if (counts != null) {
                counts.forEach((shift, count) -> sums.merge(shift, count, Long::sum));
            }
        }
        return new Preview.Counts(
                sums.values().stream().mapToLong(Long::longValue).sum(),
                sums.getOrDefault(Shift.BLOCKED, 0L),
                sums.getOrDefault(Shift.UNBLOCKED, 0L),
                sums.getOrDefault(Shift.WARNED, 0L),
                sums.getOrDefault(Shift.CLEARED, 0L));
    }

    private static Looked<Found> find(AccountSearch search, Among among, Question asked) {
        Limit limit = limitOf(asked.limitMicros());
        int most = Math.max(1, Math.min(asked.most(), AccountLists.MOST));
        Looked<LimitPreview> looked = search.preview(among, asked.role(), limit, asked.after(), most);
        LimitPreview preview = looked.found();
        return new Looked<>(
                new Found(
                        preview.changes().stream().map(Preview.Line::of).toList(),
                        preview.reached(),
                        preview.counts(),
                        preview.roleKnown()),
                looked.partitions(),
                looked.lagRecords());
    }

    private static Limit limitOf(@Nullable Long micros) {
        return micros == null ? Limit.NONE : Limit.of(micros);
    }

    /** What one node asks another. */
    record Question(
            String role,
            @Nullable Long limitMicros,
            @Nullable String after,
            int most) {

        Question {
            requireNonNull(role);
            limitOf(limitMicros);
        }
    }

    /** What a node found; see {@link LimitPreview}. */
    record Found(
            List<Preview.Line> items,
            @Nullable String reached,
            @Nullable Map<Shift, Long> counts,
            boolean roleKnown) {}
}
