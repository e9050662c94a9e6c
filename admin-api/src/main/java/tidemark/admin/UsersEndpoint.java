package tidemark.admin;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tidemark.admin.crowd.AccountList;
import tidemark.admin.crowd.AccountLists;
import tidemark.admin.crowd.ListQuestion;
import tidemark.admin.crowd.Sort;
import tidemark.ledger.Level;
import tidemark.topology.queries.Sought;

/** Lists users of an entity, or members of one of its roles, page by page. */
final class UsersEndpoint implements Handler {

    static final String USERS = "/v1/entities/{entity}/users";
    static final String MEMBERS = "/v1/entities/{entity}/roles/{role}/members";

    private static final Set<String> OF_MEMBERS = Set.of("level", "blocked", "sort", "limit", "cursor");
    private static final Set<String> OF_USERS = Set.of("role", "level", "blocked", "sort", "limit", "cursor");

    private final AccountLists lists;
    private final boolean ofRole;

    /**
     * An endpoint.
     *
     * @param ofRole whether the role stands in the path; else it may be in the query
     */
    UsersEndpoint(AccountLists lists, boolean ofRole) {
        this.lists = lists;
        this.ofRole = ofRole;
    }

    @Override
    public void handle(Context ctx) {
        Question question = new Question(ctx);
        String entity = question.name("entity");
        String role = ofRole ? question.name("role") : null;
        Parameters query = new Parameters(ctx, ofRole ? OF_MEMBERS : OF_USERS);
        Sought sought = new Sought(
                ofRole ? role : query.name("role"),
                query.read("level", UsersEndpoint::level, "NONE, WARNED or EXCEEDED"),
                query.flag("blocked"));
        Sort sort = query.read("sort", Sort::of, "user, used, -used, percent or -percent");
        ListQuestion asked = new ListQuestion(
                entity, sought, Objects.requireNonNullElse(sort, Sort.USER), query.limit(), query.text("cursor"));
        ctx.future(() -> lists.list(asked, question.authorization()).thenAccept(found -> answer(question, found)));
    }

    private void answer(Question question, AccountList found) {
        if (ofRole && !found.roleKnown()) {
            throw Refusal.noSuchRole();
        }
        question.lag(found.lagRecords());
        question.answer(new ListBody<>(found.items(), found.nextCursor()));
    }

    private static @Nullable Level level(String text) {
        return List.of(Level.values()).stream()
                .filter(level -> level.name().equals(text))
                .findFirst()
                .orElse(null);
    }
}
