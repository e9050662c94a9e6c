package tidemark.admin.crowd;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tidemark.admin.body.FieldFault;
import tidemark.admin.body.Json;
import tidemark.topology.queries.AccountSearch;

/** All questions about many accounts, those of clients and those of other nodes. */
public final class CrowdQuestions implements AutoCloseable {

    /** Where nodes ask each other. */
    public static final String ROUTE = "/internal/v1/entities/{entity}/accounts/{question}";

    private final Scans scans = new Scans();
    private final AccountLists lists;
    private final LimitPreviews previews;
    private final CountedMembers members;
    private final Map<String, BiFunction<String, byte[], CompletableFuture<byte[]>>> ofNodes;

    /** Questions that are answered from that node's copies and those of its peers. */
    public CrowdQuestions(AccountSearch search, Peers peers) {
        Gathering gathering = new Gathering(search, peers, scans);
        PagesByUser byUser = new PagesByUser(search, gathering);
        PagesInOrder inOrder =
                new PagesInOrder(search, gathering, peers, new Orders(System::nanoTime, Orders.MOST_BYTES));
        lists = new AccountLists(byUser, inOrder);
        previews = new LimitPreviews(search, gathering);
        members = new CountedMembers(search, gathering, System::nanoTime);
        ofNodes = Map.of(
                byUser.kind().name(),
                (entity, body) -> gathering.answer(byUser.kind(), entity, body),
                inOrder.kind().name(),
                (entity, body) -> gathering.answer(inOrder.kind(), entity, body),
                previews.kind().name(),
                (entity, body) -> gathering.answer(previews.kind(), entity, body),
                members.kind().name(),
                (entity, body) -> gathering.answer(members.kind(), entity, body),
                "continue",
                (entity, body) -> CompletableFuture.completedFuture(goOn(inOrder, body)));
    }

    /** Lists of accounts. */
    public AccountLists lists() {
        return lists;
    }

    /** Previews of limits. */
    public LimitPreviews previews() {
        return previews;
    }

    /** How many users have which role. */
    public MemberCounts members() {
        return members;
    }

    /**
     * Answers another node's question from what is here, asking nobody.
     *
     * @param question last segment of its path
     * @return JSON; null: there is no such question
     * @throws FieldFault if the body is none of that question
     */
    public @Nullable CompletableFuture<byte[]> ofNode(String question, String entity, byte[] body) {
        BiFunction<String, byte[], CompletableFuture<byte[]>> answer = ofNodes.get(question);
        return answer == null ? null : answer.apply(entity, body);
    }

    @Override
    public void close() {
        scans.close();
    }

    private static byte[] goOn(PagesInOrder inOrder, byte[] body) {
        try {
            return Json.bytes(inOrder.goOn(Json.read(body, PagesInOrder.GoOn.class)));
        } catch (IOException e) {
            throw new FieldFault(FieldFault.BODY, "a question of a node of this version");
        }
    }
}
