package tidemark.admin.crowd;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tidemark.admin.body.Json;
import tidemark.ledger.Credits;
import tidemark.ledger.Ids;
import tidemark.topology.queries.AccountSearch;
import tidemark.topology.queries.Among;
import tidemark.topology.queries.Looked;
import tidemark.topology.queries.NodeAddress;
import tidemark.topology.queries.SearchNotReady;
import tidemark.topology.queries.SearchTooLong;
import tidemark.topology.queries.Sought;

/**
 * Lists in the order of usage, which changes while somebody goes through them. So with the first page each node puts the accounts that it has
 * in order, as they stand at that moment, and holds that; every page is made of what comes next in these orders. The cursor names them and
 * the last account shown. Where one is gone, with its node or for lack of room, the list cannot go on.
 */
final class PagesInOrder {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PATIENCE_TO_GO_ON = Duration.ofSeconds(2);
    private static final int ID_BYTES = 9;
    private static final int MOST_PARTS = 256;

    /* Before the names of the orders: used, limit, user. */
    private static final int WORDS_OF_PLACE = 3;

    private final AccountSearch search;
    private final Gathering gathering;
    private final Peers peers;
    private final Orders orders;
    private final Kind<Question, Found> kind;

    PagesInOrder(AccountSearch search, Gathering gathering, Peers peers, Orders orders) {
        this.search = search;
        this.gathering = gathering;
        this.peers = peers;
        this.orders = orders;
        this.kind = new Kind<>("order", Question.class, Found.class, PATIENCE, this::begin);
    }

    Kind<Question, Found> kind() {
        return kind;
    }

    CompletableFuture<AccountList> list(ListQuestion asked, @Nullable String auth) {
        return asked.cursor() == null ? first(asked, auth) : next(asked, asked.cursor(), auth);
    }

    private CompletableFuture<AccountList> first(ListQuestion asked, @Nullable String auth) {
        Question question = new Question(asked.sought(), asked.sort(), asked.limit() + 1, asked.binding());
        return gathering
                .gather(kind, asked.entity(), question, auth)
                .thenApply(Merged::of)
                .thenApply(merged -> page(
                        asked,
                        merged.findings().stream().map(Found::order).toList(),
                        merged.findings().stream()
                                .flatMap(found -> found.items().stream())
                                .toList(),
                        merged.lagRecords(),
                        merged.findings().stream().anyMatch(Found::roleKnown)));
    }

    private CompletableFuture<AccountList> next(ListQuestion asked, String cursor, @Nullable String auth) {
        List<String> words = Cursor.read(cursor, asked.binding());
        GoOn question = goOn(asked, words);
        List<CompletableFuture<Continued>> continued = new ArrayList<>();
        try {
            for (NodeAddress node : search.copies().nodes()) {
                continued.add(
                        node.equals(search.copies().self())
                                ? CompletableFuture.completedFuture(goOn(question))
                                : goOn(node, asked.entity(), question, auth));
            }
        } catch (SearchNotReady e) {
            return CompletableFuture.failedFuture(e);
        }
        return CompletableFuture.allOf(continued.toArray(CompletableFuture[]::new))
                .thenApply(done -> page(
                        asked,
                        question,
                        continued.stream().map(CompletableFuture::join).toList()));
    }

    private static AccountList page(ListQuestion asked, GoOn question, List<Continued> continued) {
        Set<String> missing = new HashSet<>(question.orders());
        continued.forEach(part -> part.orders().forEach(missing::remove));
        if (!missing.isEmpty()) {
            throw continued.contains(Continued.NO_ANSWER)
                    ? new SearchNotReady("A node that holds some of the list cannot be asked just now.")
                    : new CursorExpired();
        }
        List<AccountLine> lines =
                continued.stream().flatMap(part -> part.items().stream()).toList();
        return page(asked, question.orders(), lines, null, true);
    }

    /* One more than fits was asked of each: so it is known whether there is more. */
    private static AccountList page(
            ListQuestion asked, List<String> orders, List<AccountLine> lines, @Nullable Long lag, boolean roleKnown) {
        List<AccountLine> sorted =
                lines.stream().sorted(comparator(asked.sort())).toList();
        if (sorted.size() <= asked.limit()) {
            return new AccountList(sorted, null, lag, roleKnown);
        }
        AccountLine last = sorted.get(asked.limit() - 1);
        List<String> words = new ArrayList<>(
                List.of(String.valueOf(last.usedMicros()), String.valueOf(last.limit()), last.userId()));
        words.addAll(orders);
        return new AccountList(
                sorted.subList(0, asked.limit()), Cursor.written(asked.binding(), words), lag, roleKnown);
    }

    private static Comparator<AccountLine> comparator(Sort sort) {
        return (line, other) -> {
            int compared = sort.compare(line.usedMicros(), line.limit(), other.usedMicros(), other.limit());
            return compared != 0 ? compared : line.userId().compareTo(other.userId());
        };
    }

    private static GoOn goOn(ListQuestion asked, List<String> words) {
        List<String> orders = words.subList(Math.min(WORDS_OF_PLACE, words.size()), words.size());
        try {
            long used = Long.parseLong(words.get(0));
            long limit = Long.parseLong(words.get(1));
            if (!orders.isEmpty()
                    && orders.size() <= MOST_PARTS
                    && Credits.inRange(used)
                    && limit >= -1
                    && limit <= Credits.MAX_MICROS
                    && Ids.isName(words.get(2))) {
                return new GoOn(asked.binding(), orders, used, limit, words.get(2), asked.limit() + 1);
            }
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            /* It is none of ours. */
        }
        throw Cursor.fault();
    }

    /** What comes next in those of the orders that are held here. */
    Continued goOn(GoOn question) {
        Order.Place place = new Order.Place(question.used(), question.limit(), question.user());
        int limit = Math.max(1, Math.min(question.most(), AccountLists.MOST + 1));
        List<String> ids = new ArrayList<>();
        List<AccountLine> lines = new ArrayList<>();
        for (Orders.Part part : orders.find(question.orders(), question.binding())) {
            ids.add(part.id());
            lines.addAll(part.order().after(place, limit));
        }
        return new Continued(ids, lines, true);
    }

    private CompletableFuture<Continued> goOn(NodeAddress node, String entity, GoOn question, @Nullable String auth) {
        return peers.ask(node, Gathering.path("continue", entity), Json.bytes(question), auth, PATIENCE_TO_GO_ON)
                .handle((reply, failure) -> {
                    try {
                        return failure == null && reply.status() == Reply.OK
                                ? Json.read(reply.body(), Continued.class)
                                : Continued.NO_ANSWER;
                    } catch (IOException e) {
                        return Continued.NO_ANSWER;
                    }
                });
    }

    private Looked<Found> begin(Among among, Question asked) {
        Order.Builder builder = new Order.Builder(asked.sort(), orders.mostBytesOfOne());
        Looked<Boolean> looked = search.all(among, asked.sought(), builder::add);
        if (builder.isFull()) {
            throw new SearchTooLong();
        }
        if (looked.partitions().isEmpty()) {
            return new Looked<>(new Found("", List.of(), looked.found()), Set.of(), null);
        }
        Order order = builder.build();
        String id = newId();
        orders.hold(id, asked.binding(), order);
        int limit = Math.max(1, Math.min(asked.limit(), AccountLists.MOST + 1));
        return new Looked<>(
                new Found(id, order.after(null, limit), looked.found()), looked.partitions(), looked.lagRecords());
    }

    private static String newId() {
        byte[] id = new byte[ID_BYTES];
        ThreadLocalRandom.current().nextBytes(id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }

    /** What one node asks another to begin with. */
    record Question(Sought sought, Sort sort, int limit, String binding) {

        Question {
            requireNonNull(sought);
            requireNonNull(sort);
            requireNonNull(binding);
        }
    }

    /** The beginning of an order, and the name under which it is held. */
    record Found(String order, List<AccountLine> items, boolean roleKnown) {}

    /** What one node asks another to go on with. */
    record GoOn(String binding, List<String> orders, long used, long limit, String user, int most) {

        GoOn {
            requireNonNull(binding);
            requireNonNull(user);
            orders = List.copyOf(orders);
        }
    }

    /** Which of the orders a node holds, and what comes next in them. */
    record Continued(List<String> orders, List<AccountLine> items, boolean answered) {

        static final Continued NO_ANSWER = new Continued(List.of(), List.of(), false);
    }
}
