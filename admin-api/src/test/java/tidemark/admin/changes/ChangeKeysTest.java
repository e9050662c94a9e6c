package tidemark.admin.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tidemark.admin.access.Caller;
import tidemark.ledger.Ids;

/** Ids that come of keys: the same for the same asker, entity and key, and for nobody else. */
class ChangeKeysTest {

    @Test
    void R11_a_key_gives_its_asker_the_same_id_each_time() {
        String id = ChangeKeys.keyed(caller("ann", "acme", null), "acme", "k");

        assertThat(ChangeKeys.keyed(caller("ann", "acme", null), "acme", "k")).isEqualTo(id);
        assertThat(ChangeKeys.isKeyed(id)).isTrue();
        assertThat(Ids.isToken(id)).isTrue();
        assertThat(ChangeKeys.isKeyed(ChangeKeys.fresh())).isFalse();
    }

    @Test
    void another_asker_entity_or_key_has_another_id() {
        assertThat(Set.of(
                        ChangeKeys.keyed(caller("ann", "acme", null), "acme", "k"),
                        ChangeKeys.keyed(caller("bob", "acme", null), "acme", "k"),
                        ChangeKeys.keyed(caller("ann", "globex", null), "acme", "k"),
                        ChangeKeys.keyed(caller("ann", null, null), "acme", "k"),
                        ChangeKeys.keyed(caller("ann", null, "acme"), "acme", "k"),
                        ChangeKeys.keyed(caller("ann", "acme", null), "globex", "k"),
                        ChangeKeys.keyed(caller("ann", "acme", null), "acme", "k2"),
                        ChangeKeys.keyed(caller("an", "nacme", null), "acme", "k"),
                        ChangeKeys.keyed(caller("ann", "acme", null), "acmek", "")))
                .hasSize(9);
    }

    private static Caller caller(String user, @Nullable String entity, @Nullable String msp) {
        return new Caller(user, entity, Set.of(), msp, Set.of());
    }
}
