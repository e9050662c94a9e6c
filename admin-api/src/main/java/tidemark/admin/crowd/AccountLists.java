package tidemark.admin.crowd;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Lists of accounts, page by page. */
public final class AccountLists {

    /** How many a page has at most. */
    public static final int MOST = 500;

    private final PagesByUser byUser;
    private final PagesInOrder inOrder;

    AccountLists(PagesByUser byUser, PagesInOrder inOrder) {
        this.byUser = byUser;
        this.inOrder = inOrder;
    }

    /**
     * One page.
     *
     * @param authorization what the client proved itself with; null: nothing
     * @throws tidemark.admin.body.FieldFault if the cursor is none of that question
     */
    public CompletableFuture<AccountList> list(ListQuestion question, @Nullable String authorization) {
        return question.sort() == Sort.USER
                ? byUser.list(question, authorization)
                : inOrder.list(question, authorization);
    }
}
