package tidemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidemark.ledger.RoleChange.Kind;

/** Random histories of a few roles against a model that keeps nothing but the list of accepted changes. */
class RoleHistoryTest {

    private static final List<String> ROLES = List.of("a", "b", "c");

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void R3_R4_R6_a_random_history_ends_as_the_list_of_its_accepted_changes_says(long seed) {
        Random random = new Random(seed);
        Map<String, RoleRecord> roles = new TreeMap<>();
        Replay model = new Replay();
        for (int step = 0; step < 100; step++) {
            RoleChange change = anyChange(random, step);
            boolean expected = model.accepts(change);
            RoleVerdict verdict = RoleRules.judge(change, null, roles::get);
            boolean accepted = verdict.outcome().kind() != Outcome.Kind.REJECTED;
            assertThat(accepted)
                    .as("seed %d step %d %s: %s", seed, step, change, verdict)
                    .isEqualTo(expected);
            RoleRecord after = verdict.after();
            if (accepted && after != null) {
                roles.put(after.roleId(), after);
                if (verdict.outcome().kind() == Outcome.Kind.APPLIED) {
                    model.accepted.add(change);
                }
            }
            for (String role : ROLES) {
                assertThat(Replay.shown(roles.get(role)))
                        .as("seed %d step %d %s", seed, step, change)
                        .isEqualTo(model.stand(role));
            }
        }
    }

    private static RoleChange anyChange(Random random, int step) {
        String id = "c" + step;
        String role = any(random, ROLES);
        Long expected = random.nextInt(4) > 0 ? null : Long.valueOf(random.nextInt(6));
        Kind kind = any(random, List.of(Kind.values()));
        return switch (kind) {
            case CREATE, UPDATE -> new RoleChange(id, role, kind, proposal(random), null, null, null, expected);
            case DUPLICATE ->
                new RoleChange(
                        id, role, kind, null, any(random, ROLES), random.nextBoolean() ? null : "N", null, expected);
            case DELETE ->
                new RoleChange(
                        id, role, kind, null, null, null, random.nextBoolean() ? null : any(random, ROLES), expected);
        };
    }

    private static RoleProposal proposal(Random random) {
        RoleType type = random.nextInt(3) == 0 ? RoleType.BUILT_IN : RoleType.CUSTOM;
        Long limit = random.nextInt(3) == 0 ? null : Long.valueOf(random.nextInt(3));
        return new RoleProposal(any(random, List.of("X", "Y")), null, type, limit, List.of());
    }

    private static <T> T any(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Answers every question by going through the whole list again. */
    private static final class Replay {

        private final List<RoleChange> accepted = new ArrayList<>();

        boolean accepts(RoleChange change) {
            boolean there = isThere(change.roleId(), accepted.size());
            RoleProposal definition = change.definition();
            if (definition != null && definition.type() == RoleType.BUILT_IN && definition.limitMicros() != null) {
                return false;
            }
            if (change.expectedVersion() != null
                    && change.expectedVersion() != versionOf(change.roleId(), accepted.size())) {
                return false;
            }
            return switch (change.kind()) {
                case CREATE -> !there;
                case UPDATE ->
                    there
                            && definition != null
                            && typeOf(change.roleId(), accepted.size())
                                    .equals(definition.type().name());
                case DUPLICATE -> !there && isThere(String.valueOf(change.sourceRoleId()), accepted.size());
                case DELETE ->
                    there
                            && (change.reassignTo() == null
                                    || (!change.reassignTo().equals(change.roleId())
                                            && isThere(change.reassignTo(), accepted.size())));
            };
        }

        String stand(String role) {
            int end = accepted.size();
            if (versionOf(role, end) == 0) {
                return "never";
            }
            StringBuilder deletions = new StringBuilder();
            for (int i = 0; i < end; i++) {
                RoleChange change = accepted.get(i);
                if (change.roleId().equals(role) && change.kind() == Kind.DELETE) {
                    long target = change.reassignTo() == null ? 0 : versionOf(change.reassignTo(), i);
                    deletions.append(versionOf(role, i + 1) + ">" + change.reassignTo() + "@" + target + " ");
                }
            }
            return versionOf(role, end) + " " + isThere(role, end) + " " + nameOf(role, end) + " " + typeOf(role, end)
                    + " " + limitOf(role, end) + " " + lastOf(role, end).changeId() + " " + deletions;
        }

        static String shown(@Nullable RoleRecord role) {
            if (role == null) {
                return "never";
            }
            StringBuilder deletions = new StringBuilder();
            role.deletions()
                    .forEach(d ->
                            deletions.append(d.version() + ">" + d.reassignTo() + "@" + d.reassignVersion() + " "));
            RoleDefinition definition = role.definition();
            return role.version() + " " + role.active() + " " + definition.displayName() + " " + definition.type() + " "
                    + (definition.limit().isNone() ? "null" : definition.limit().micros())
                    + " " + role.changeId() + " " + deletions;
        }

        private long versionOf(String role, int end) {
            return accepted.subList(0, end).stream()
                    .filter(c -> c.roleId().equals(role))
                    .count();
        }

        private boolean isThere(String role, int end) {
            return versionOf(role, end) > 0 && lastOf(role, end).kind() != Kind.DELETE;
        }

        private String nameOf(String role, int end) {
            int at = definedAt(role, end);
            RoleChange change = accepted.get(at);
            if (change.definition() != null) {
                return change.definition().displayName();
            }
            return change.displayName() != null
                    ? change.displayName()
                    : nameOf(String.valueOf(change.sourceRoleId()), at) + " (copy)";
        }

        private String typeOf(String role, int end) {
            RoleProposal definition = accepted.get(definedAt(role, end)).definition();
            return definition == null ? "CUSTOM" : definition.type().name();
        }

        private String limitOf(String role, int end) {
            int at = definedAt(role, end);
            RoleChange change = accepted.get(at);
            return change.definition() != null
                    ? String.valueOf(change.definition().limitMicros())
                    : limitOf(String.valueOf(change.sourceRoleId()), at);
        }

        private int definedAt(String role, int end) {
            int found = -1;
            for (int i = 0; i < end; i++) {
                RoleChange change = accepted.get(i);
                if (change.roleId().equals(role) && change.kind() != Kind.DELETE) {
                    found = i;
                }
            }
            return found;
        }

        private RoleChange lastOf(String role, int end) {
            List<RoleChange> own = accepted.subList(0, end).stream()
                    .filter(c -> c.roleId().equals(role))
                    .toList();
            return own.get(own.size() - 1);
        }
    }
}
