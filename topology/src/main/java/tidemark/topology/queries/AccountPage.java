package tidemark.topology.queries;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the accounts that were looked for, by user.
 *
 * @param accounts in the order of their users
 * @param reached the last user that was looked at: everybody up to there who fits is among the accounts; null: everybody was
 * @param roleKnown whether the role that was asked for exists; true when none was
 */
public record AccountPage(
        List<UsageView> accounts, @Nullable String reached, boolean roleKnown) {

    /** Copies the list. */
    public AccountPage {
        accounts = List.copyOf(accounts);
    }
}
