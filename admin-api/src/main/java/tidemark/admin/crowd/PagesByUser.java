package tidemark.admin.crowd;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Ids;
import tidemark.topology.queries.AccountPage;
import tidemark.topology.queries.AccountSearch;
import tidemark.topology.queries.Among;
import tidemark.topology.queries.Looked;
import tidemark.topology.queries.Sought;

/**
 * Lists in the order of users. Nobody moves in that order, so that a cursor is just the last user that was looked at: it stays right for
 * ever, on any node, and nothing is held.
 */
final class PagesByUser {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Gathering gathering;
    private final Kind<Question, Found> kind;

    PagesByUser(AccountSearch search, Gathering gathering) {
        this.gathering = gathering;
        this.kind =
                new Kind<>("page", Question.class, Found.class, PATIENCE, (among, asked) -> find(search, among, asked));
    }

    Kind<Question, Found> kind() {
        return kind;
    }

    CompletableFuture<AccountList> list(ListQuestion asked, @Nullable String auth) {
        String after = asked.cursor() == null ? null : user(Cursor.read(asked.cursor(), asked.binding()));
        Question question = new Question(asked.sought(), after, asked.limit());
        return gathering
                .gather(kind, asked.entity(), question, auth)
                .thenApply(found -> together(asked, Merged.of(found)));
    }

    private static String user(List<String> words) {
        if (words.size() != 1 || !Ids.isName(words.get(0))) {
            throw Cursor.fault();
        }
        return words.get(0);
    }

    private static AccountList together(ListQuestion asked, Merged<Found> merged) {
        /* Beyond the nearest end somebody may be missing whom another node has yet to look at. */
        String reached = merged.findings().stream()
                .map(Found::reached)
                .filter(user -> user != null)
                .min(Comparator.naturalOrder())
                .orElse(null);
        List<AccountLine> sure = merged.findings().stream()
                .flatMap(found -> found.items().stream())
                .filter(line -> reached == null || line.userId().compareTo(reached) <= 0)
                .sorted(Comparator.comparing(AccountLine::userId))
                .toList();
        List<AccountLine> items = sure.subList(0, Math.min(sure.size(), asked.limit()));
        String last = items.size() < sure.size() ? items.get(items.size() - 1).userId() : reached;
        return new AccountList(
                items,
                last == null ? null : Cursor.written(asked.binding(), List.of(last)),
                merged.lagRecords(),
                merged.findings().stream().anyMatch(Found::roleKnown));
    }

    private static Looked<Found> find(AccountSearch search, Among among, Question asked) {
        int limit = Math.max(1, Math.min(asked.limit(), AccountLists.MOST));
        Looked<AccountPage> page = search.page(among, asked.sought(), asked.after(), limit);
        List<AccountLine> lines =
                page.found().accounts().stream().map(AccountLine::of).toList();
        return new Looked<>(
                new Found(lines, page.found().reached(), page.found().roleKnown()),
                page.partitions(),
                page.lagRecords());
    }

    /** What one node asks another. */
    record Question(Sought sought, @Nullable String after, int limit) {

        Question {
            requireNonNull(sought);
        }
    }

    /** What a node found; see {@link AccountPage}. */
    record Found(List<AccountLine> items, @Nullable String reached, boolean roleKnown) {}
}
