package tidemark.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** R17 as a table: every kind of caller, every right, one's own entity and a foreign one. */
final class PolicyTest {

    private static final String ROLES = "manage_user_roles";
    private static final String USERS = "manage_own_entity_users";

    private static final Target ENTITY = Target.entity("acme", "northwind");
    private static final Target USER = Target.user("acme", "northwind", "ann");

    private static final Set<Right> ADMINISTRATION = EnumSet.of(
            Right.READ_ENTITY,
            Right.READ_ENTITY_USAGE,
            Right.READ_USER_USAGE,
            Right.WATCH_USER,
            Right.WATCH_ENTITY,
            Right.LIST_USERS,
            Right.READ_ROLES,
            Right.MANAGE_ROLES,
            Right.ASSIGN_ROLE,
            Right.READ_AUDIT);

    /** What each may do to acme and its user ann: right by authority; and whether what is refused is forbidden or hidden. */
    static Stream<Arguments> table() {
        Map<Right, String> asGate =
                Map.of(Right.READ_ENTITY_USAGE, "tidemark.gate", Right.READ_USER_USAGE, "tidemark.gate");
        Map<Right, String> asMember = Map.of(Right.READ_ENTITY, "member", Right.READ_ENTITY_USAGE, "member");
        Map<Right, String> asSelf = with(asMember, Map.of(Right.READ_USER_USAGE, "self", Right.WATCH_USER, "self"));
        Map<Right, String> asOperator =
                with(all(ADMINISTRATION, "tidemark.admin"), Map.of(Right.MANAGE_ENTITY, "tidemark.admin"));
        Map<Right, String> asMspAdmin = with(all(ADMINISTRATION, USERS), Map.of(Right.MANAGE_ENTITY, USERS));
        return Stream.of(
                Arguments.of("user", asSelf, true),
                Arguments.of("other user", asMember, true),
                Arguments.of("roles admin", all(ADMINISTRATION, ROLES), true),
                Arguments.of("users admin", all(ADMINISTRATION, USERS), true),
                Arguments.of("foreign admin", Map.of(), false),
                Arguments.of("foreign namesake", Map.of(), false),
                Arguments.of("MSP admin", asMspAdmin, true),
                Arguments.of("MSP employee", Map.of(), false),
                Arguments.of("other MSP's admin", Map.of(), false),
                Arguments.of("gate", asGate, true),
                Arguments.of("own gate", with(asMember, asGate), true),
                Arguments.of("foreign gate", Map.of(), false),
                Arguments.of("MSP's gate", asGate, true),
                Arguments.of("other MSP's gate", Map.of(), false),
                Arguments.of("writer", Map.of(), true),
                Arguments.of("foreign writer", Map.of(), false),
                Arguments.of("scraper", Map.of(), false),
                Arguments.of("operator", asOperator, true),
                Arguments.of("stranger", Map.of(), false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void who_may_do_what_to_an_entity_and_its_user(String who, Map<Right, String> may, boolean sees) {
        Caller caller = TestCallers.named(who);
        for (Right right : Right.values()) {
            if (right.reach() == Right.Reach.INSTALLATION) {
                continue;
            }
            Judgement judgement = Policy.judge(caller, right, right.reach() == Right.Reach.USER ? USER : ENTITY);

            @Nullable String authority = may.get(right);
            if (authority != null) {
                assertThat(judgement)
                        .as("%s", right)
                        .isEqualTo(new Judgement.Allowed(authority, who.equals("MSP admin") ? "northwind" : null));
            } else {
                assertThat(judgement)
                        .as("%s", right)
                        .isEqualTo(sees ? new Judgement.Forbidden() : new Judgement.Hidden());
            }
        }
    }

    @Test
    void every_kind_of_caller_is_in_the_table() {
        assertThat(table().map(arguments -> arguments.get()[0]))
                .containsExactlyInAnyOrderElementsOf(TestCallers.names());
    }

    static Stream<Arguments> installation() {
        return Stream.of(
                Arguments.of(Right.READ_METERS, Set.of("scraper", "operator")),
                Arguments.of(Right.LIST_ENTITIES, TestCallers.names()),
                Arguments.of(
                        Right.ASK_GATE,
                        Set.of("gate", "own gate", "foreign gate", "MSP's gate", "other MSP's gate", "operator")),
                Arguments.of(Right.WRITE_USAGE, Set.of("writer", "foreign writer", "operator")),
                Arguments.of(Right.SEE_PUBLIC, Set.of()));
    }

    @ParameterizedTest
    @MethodSource("installation")
    void who_may_do_what_to_the_installation(Right right, Set<String> may) {
        TestCallers.names().forEach(who -> {
            Caller caller = TestCallers.named(who);
            Judgement judgement = Policy.judge(caller, right, Target.INSTALLATION);
            if (may.contains(who)) {
                assertThat(judgement).as(who).isInstanceOf(Judgement.Allowed.class);
            } else {
                assertThat(judgement).as(who).isEqualTo(new Judgement.Forbidden());
            }
        });
    }

    @Test
    void every_right_over_the_installation_is_in_its_table() {
        assertThat(installation().map(arguments -> (Right) arguments.get()[0]))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Right.values())
                        .filter(right -> right.reach() == Right.Reach.INSTALLATION)
                        .toList());
    }

    @Test
    void a_service_of_one_entity_is_judged_again_for_the_entity_that_is_meant() {
        Caller bound = TestCallers.named("foreign gate");
        Caller writer = TestCallers.named("foreign writer");

        assertThat(Policy.judge(bound, Right.ASK_GATE, ENTITY)).isEqualTo(new Judgement.Hidden());
        assertThat(Policy.judge(bound, Right.ASK_GATE, Target.user("globex", null, "x")))
                .isEqualTo(new Judgement.Allowed("tidemark.gate", null));
        assertThat(Policy.judge(writer, Right.WRITE_USAGE, USER)).isEqualTo(new Judgement.Hidden());
        assertThat(Policy.judge(TestCallers.named("writer"), Right.WRITE_USAGE, USER))
                .isEqualTo(new Judgement.Allowed("tidemark.usage.write", null));
    }

    @Test
    void an_entity_that_has_no_msp_is_nobody_s_of_an_msp() {
        for (String who : List.of("MSP admin", "other MSP's admin", "MSP's gate")) {
            assertThat(Policy.judge(TestCallers.named(who), Right.READ_ENTITY_USAGE, Target.entity("acme", null)))
                    .as(who)
                    .isEqualTo(new Judgement.Hidden());
        }
    }

    @Test
    void an_administrator_of_the_entity_and_of_its_msp_acts_for_the_entity_where_that_is_enough() {
        Caller both = new Caller("eve", "acme", Set.of(ROLES, USERS), "northwind", Set.of("tidemark.admin"));

        assertThat(Policy.judge(both, Right.MANAGE_ROLES, ENTITY)).isEqualTo(new Judgement.Allowed(ROLES, null));
        assertThat(Policy.judge(both, Right.MANAGE_ENTITY, ENTITY))
                .isEqualTo(new Judgement.Allowed(ROLES, "northwind"));
    }

    private static Map<Right, String> all(Set<Right> rights, String authority) {
        Map<Right, String> all = new EnumMap<>(Right.class);
        rights.forEach(right -> all.put(right, authority));
        return all;
    }

    private static Map<Right, String> with(Map<Right, String> some, Map<Right, String> more) {
        Map<Right, String> all = new EnumMap<>(Right.class);
        all.putAll(some);
        all.putAll(more);
        return all;
    }
}
