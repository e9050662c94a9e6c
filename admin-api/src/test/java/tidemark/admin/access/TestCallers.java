package tidemark.admin.access;

import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Every kind of caller, as seen from entity acme, which is one of northwind's; globex is nobody's. */
public final class TestCallers {

    private static final Map<String, Caller> CALLERS = Map.ofEntries(
            Map.entry("user", new Caller("ann", "acme", Set.of(), null, Set.of())),
            Map.entry("other user", new Caller("bob", "acme", Set.of("something_else"), null, Set.of("openid"))),
            Map.entry("roles admin", new Caller("rita", "acme", Set.of("manage_user_roles"), null, Set.of())),
            Map.entry("users admin", new Caller("uma", "acme", Set.of("manage_own_entity_users"), null, Set.of())),
            Map.entry(
                    "foreign admin",
                    new Caller(
                            "fred", "globex", Set.of("manage_user_roles", "manage_own_entity_users"), null, Set.of())),
            Map.entry("foreign namesake", new Caller("ann", "globex", Set.of(), null, Set.of())),
            Map.entry(
                    "MSP admin",
                    new Caller("mia", "northwind-office", Set.of("manage_own_entity_users"), "northwind", Set.of())),
            Map.entry("MSP employee", new Caller("max", "northwind-office", Set.of(), "northwind", Set.of())),
            Map.entry("other MSP's admin", new Caller("moe", null, Set.of("manage_user_roles"), "southwind", Set.of())),
            Map.entry("gate", new Caller("proxy", null, Set.of(), null, Set.of("tidemark.gate"))),
            Map.entry("own gate", new Caller("proxy", "acme", Set.of(), null, Set.of("tidemark.gate"))),
            Map.entry("foreign gate", new Caller("proxy", "globex", Set.of(), null, Set.of("tidemark.gate"))),
            Map.entry("MSP's gate", new Caller("proxy", null, Set.of(), "northwind", Set.of("tidemark.gate"))),
            Map.entry("other MSP's gate", new Caller("proxy", null, Set.of(), "southwind", Set.of("tidemark.gate"))),
            Map.entry("writer", new Caller("meter", null, Set.of(), null, Set.of("tidemark.usage.write"))),
            Map.entry("foreign writer", new Caller("meter", "globex", Set.of(), null, Set.of("tidemark.usage.write"))),
            Map.entry("scraper", new Caller("prometheus", null, Set.of(), null, Set.of("tidemark.metrics"))),
            Map.entry("operator", new Caller("op", null, Set.of(), null, Set.of("tidemark.admin"))),
            Map.entry(
                    "stranger",
                    new Caller("ann", null, Set.of("manage_user_roles", "manage_own_entity_users"), null, Set.of())));

    private TestCallers() {}

    /** The kinds. */
    public static Set<String> names() {
        return CALLERS.keySet();
    }

    /** One of a kind. */
    public static Caller named(String name) {
        return Objects.requireNonNull(CALLERS.get(name), name);
    }
}
