package tidemark.topology.queries;

import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Limit;

/**
 * Questions that take a look at many accounts. Each is answered from the copies on this node alone, for those of the partitions asked for
 * that it has; all partitions of all nodes together make the whole. Accounts are judged by the limits in force and in the current
 * month, as they stood with the last commit.
 *
 * <p>Thread-safe. Takes as long as there are accounts to look at, up to a bound.
 */
public interface AccountSearch {

    /**
     * Where the copies are.
     *
     * @throws SearchNotReady when the node is starting or stopping
     */
    Copies copies();

    /**
     * Accounts in the order of their users. Looks at a bounded number of them, so that there may be fewer than would fit, or none, before
     * the end is reached.
     *
     * @param after the last user not of interest; null: from the first
     * @param limit how many at most
     */
    Looked<AccountPage> page(Among among, Sought sought, @Nullable String after, int limit);

    /**
     * All accounts, in no particular order. Says whether the role exists that was asked for; true when none was.
     *
     * @param each takes them, one by one; false: no more are wanted
     * @throws SearchTooLong when there are too many
     */
    Looked<Boolean> all(Among among, Sought sought, Predicate<UsageView> each);

    /**
     * How many hold each role of the entity, by role; roles that nobody holds may be missing. Those who only await a role count for it.
     *
     * @throws SearchTooLong when there are too many
     */
    Looked<Map<String, Long>> holders(Among among);

    /**
     * What another limit would change for those who hold a role.
     *
     * @param after the last user not of interest; null: from the first, and all are counted
     * @param limit how many changes at most
     * @throws SearchTooLong when there are too many to be counted
     */
    Looked<LimitPreview> preview(Among among, String role, Limit limit, @Nullable String after, int most);
}
