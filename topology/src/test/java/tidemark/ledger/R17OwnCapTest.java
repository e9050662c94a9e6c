package tidemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R17: whose cap a change raised. */
class R17OwnCapTest {

    @ParameterizedTest
    @CsvSource({
        "100, 101, true",
        "100, 100, false",
        "100, 99, false",
        "100, -1, true",
        "0, 1, true",
        "0, -1, true",
        "0, 0, false",
        "-1, -1, false",
        "-1, 9007199254740991, false",
        "100, 0, false"
    })
    void a_cap_is_raised_where_it_lets_through_more(long before, long after, boolean raised) {
        assertThat(OwnCap.raised(new Limit(before), new Limit(after))).isEqualTo(raised);
    }

    @Test
    void the_asker_s_account_is_the_one_of_that_name_in_their_own_entity() {
        AccountId own = new AccountId("acme", "alice");

        assertThat(OwnCap.accountOf("acme", "alice", "acme")).isEqualTo(own);
        assertThat(OwnCap.accountOf("acme", "alice", null))
                .as("not to say it is no way around")
                .isEqualTo(own);
        assertThat(OwnCap.accountOf("acme", "alice", "globex")).isNull();
        assertThat(OwnCap.accountOf("acme", "Alice Smith", "acme")).isNull();
    }
}
