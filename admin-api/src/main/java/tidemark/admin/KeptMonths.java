package tidemark.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Months of an account or an entity as nodes tell them to each other.
 *
 * @param months the one that was asked for, or all, newest first
 * @param lagRecords by how many records the copy was behind; null: it is the one that is worked on
 */
record KeptMonths<B>(List<B> months, @Nullable Long lagRecords) {

    KeptMonths {
        months = List.copyOf(months);
    }
}
