package tidemark.admin;

import io.javalin.http.Context;
import io.javalin.http.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.admin.access.Right;
import tidemark.admin.body.PageCursor;
import tidemark.admin.crowd.MemberCounts;
import tidemark.admin.replica.Catalog;
import tidemark.admin.replica.RoleRecord;

/** Tells the roles of an entity, and how many users hold each. */
final class RoleReads {

    static final String ROLES = "/v1/entities/{entity}/roles";
    static final String ROLE = "/v1/entities/{entity}/roles/{role}";

    private static final Logger LOG = LoggerFactory.getLogger(RoleReads.class);
    private static final int AT_ONCE = 500;

    private final Catalog catalog;
    private final MemberCounts members;

    RoleReads(Catalog catalog, MemberCounts members) {
        this.catalog = catalog;
        this.members = members;
    }

    void addTo(Routes routes) {
        routes.read(ROLES, Right.READ_ROLES, this::list);
        routes.read(ROLE, Right.READ_ROLES, this::one);
    }

    /** How the ETag of a role is written. */
    static String tag(long version) {
        return "\"" + version + "\"";
    }

    private void one(Context ctx) {
        new Parameters(ctx, Set.of());
        Question question = new Question(ctx);
        String entity = question.name(Routes.ENTITY);
        RoleRecord role = catalog.role(entity, question.name("role"))
                .filter(RoleRecord::isActive)
                .orElseThrow(Refusal::noSuchRole);
        ctx.future(() -> counted(ctx, entity).thenAccept(counts -> {
            ctx.header(Header.ETAG, tag(role.version()));
            question.answer(RoleBody.of(role, count(counts, role)));
        }));
    }

    private void list(Context ctx) {
        Question question = new Question(ctx);
        String entity = question.name(Routes.ENTITY);
        Parameters query = new Parameters(ctx, Set.of("deleted", "limit", "cursor"));
        boolean deleted = Boolean.TRUE.equals(query.flag("deleted"));
        String binding = PageCursor.binding(List.of("roles", entity, String.valueOf(deleted)));
        String cursor = query.text("cursor");
        List<RoleRecord> found = page(entity, after(cursor, binding), deleted, query.limit() + 1);
        boolean more = found.size() > query.limit();
        List<RoleRecord> page = more ? found.subList(0, query.limit()) : found;
        String next = more
                ? PageCursor.written(binding, List.of(page.get(page.size() - 1).roleId()))
                : null;
        ctx.future(() -> counted(ctx, entity)
                .thenAccept(counts -> question.answer(new ListBody<>(
                        page.stream()
                                .map(role -> RoleBody.of(role, count(counts, role)))
                                .toList(),
                        next))));
    }

    static @Nullable String after(@Nullable String cursor, String binding) {
        if (cursor == null) {
            return null;
        }
        List<String> words = PageCursor.read(cursor, binding);
        if (words.size() != 1) {
            throw PageCursor.fault();
        }
        return words.get(0);
    }

    private List<RoleRecord> page(String entity, @Nullable String after, boolean deleted, int most) {
        List<RoleRecord> page = new ArrayList<>();
        String last = after;
        List<RoleRecord> some = catalog.roles(entity, last, AT_ONCE);
        while (!some.isEmpty() && page.size() < most) {
            some.stream()
                    .filter(role -> deleted || role.isActive())
                    .limit(most - page.size())
                    .forEach(page::add);
            last = some.get(some.size() - 1).roleId();
            some = catalog.roles(entity, last, AT_ONCE);
        }
        return page;
    }

    /* A list without numbers is better than none. */
    private CompletableFuture<@Nullable Map<String, Long>> counted(Context ctx, String entity) {
        return members.of(entity, ctx.header(Header.AUTHORIZATION)).handle((counts, failure) -> {
            if (failure != null) {
                LOG.debug("The members of roles cannot be counted just now", failure);
            }
            return counts;
        });
    }

    private static @Nullable Long count(@Nullable Map<String, Long> counts, RoleRecord role) {
        return counts == null ? null : counts.getOrDefault(role.roleId(), 0L);
    }
}
