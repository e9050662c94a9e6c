package tidemark.admin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Claims under other names, flat and nested, as identity providers have them. */
final class ClaimNamesTest {

    @Test
    void nested_claims_are_found_by_their_path() {
        ClaimNames names = new ClaimNames("user.id", "org.entity", "realm_access.roles", "org.msp.id", "scp");

        Caller caller = names.caller(Map.of(
                "user", Map.of("id", "ann"),
                "org", Map.of("entity", "acme", "msp", Map.of("id", "northwind")),
                "realm_access", Map.of("roles", List.of("manage_user_roles")),
                "scp", "tidemark.gate tidemark.usage.write"));

        assertThat(caller)
                .isEqualTo(new Caller(
                        "ann",
                        "acme",
                        Set.of("manage_user_roles"),
                        "northwind",
                        Set.of("tidemark.gate", "tidemark.usage.write")));
    }

    @Test
    void a_name_with_dots_that_is_one_claim_is_found_as_it_is() {
        ClaimNames names = new ClaimNames(
                "sub", "https://tidemark.example.com/entity", "https://tidemark.example.com/app.roles", "a.b", "scope");

        Caller caller = names.caller(Map.of(
                "sub", "ann",
                "https://tidemark.example.com/entity", "acme",
                "https://tidemark.example.com/app", Map.of("roles", List.of("x", "y")),
                "a.b", "flat",
                "a", Map.of("b", "nested")));

        assertThat(caller.entity()).isEqualTo("acme");
        assertThat(caller.permissions()).containsExactlyInAnyOrder("x", "y");
        assertThat(caller.msp()).isEqualTo("flat");
    }

    @Test
    void what_is_absent_is_nothing() {
        ClaimNames names = new ClaimNames("sub", "a.b.c", "x.y", "a.b", "z");
        Map<String, @Nullable Object> claims = new HashMap<>();
        claims.put("sub", "ann");
        claims.put("a", "no object");
        claims.put("x", null);
        claims.put("z", "  ");

        assertThat(names.caller(claims)).isEqualTo(new Caller("ann", null, Set.of(), null, Set.of()));
    }

    @Test
    void words_may_be_a_list_or_a_text() {
        for (Object words : List.of("a b", " a  b ", List.of("a", "b"), List.of("b", "a", "a", ""))) {
            assertThat(new ClaimNames("sub", "e", "p", "m", "s").caller(Map.of("sub", "ann", "p", words, "s", words)))
                    .as("%s", words)
                    .isEqualTo(new Caller("ann", null, Set.of("a", "b"), null, Set.of("a", "b")));
        }
    }

    @Test
    void a_user_that_is_no_text_is_none() {
        assertThatThrownBy(() -> new ClaimNames("sub", "e", "p", "m", "s").caller(Map.of("sub", Map.of("id", "ann"))))
                .isInstanceOf(UnauthenticatedException.class)
                .hasMessageStartingWith("The token's claim sub must be ");
    }
}
