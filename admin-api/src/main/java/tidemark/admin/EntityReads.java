package tidemark.admin;

import io.javalin.http.Context;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tidemark.admin.access.Permit;
import tidemark.admin.access.Right;
import tidemark.admin.body.DecimalCredits;
import tidemark.admin.body.PageCursor;
import tidemark.admin.replica.Catalog;
import tidemark.admin.replica.EntityRecord;

/** Tells what entities are: their names, MSPs and limits. */
final class EntityReads {

    static final String ENTITIES = "/v1/entities";
    static final String ENTITY = "/v1/entities/{entity}";
    static final String LIMIT = "/v1/entities/{entity}/limit";

    private final Catalog catalog;

    EntityReads(Catalog catalog) {
        this.catalog = catalog;
    }

    void addTo(Routes routes) {
        routes.read(ENTITIES, Right.LIST_ENTITIES, this::list);
        routes.read(ENTITY, Right.READ_ENTITY, this::one);
        routes.read(LIMIT, Right.READ_ENTITY, this::limit);
    }

    private void one(Context ctx) {
        new Parameters(ctx, Set.of());
        Question question = new Question(ctx);
        String entity = question.name(Routes.ENTITY);
        question.answer(Body.of(entity, catalog.entity(entity).orElse(null)));
    }

    private void limit(Context ctx) {
        new Parameters(ctx, Set.of());
        Question question = new Question(ctx);
        String entity = question.name(Routes.ENTITY);
        question.answer(LimitBody.of(entity, catalog.entity(entity).orElse(null)));
    }

    private void list(Context ctx) {
        Question question = new Question(ctx);
        Permit permit = Permit.of(ctx);
        Parameters query = new Parameters(ctx, Set.of("limit", "cursor"));
        int limit = query.limit();
        String binding = PageCursor.binding(List.of("entities"));
        String after = RoleReads.after(query.text("cursor"), binding);
        List<EntityRecord> found = readable(permit, after, limit + 1);
        boolean more = found.size() > limit;
        List<EntityRecord> page = more ? found.subList(0, limit) : found;
        question.answer(new ListBody<>(
                page.stream().map(record -> Body.of(record.entityId(), record)).toList(),
                more
                        ? PageCursor.written(
                                binding, List.of(page.get(page.size() - 1).entityId()))
                        : null));
    }

    /* Operators read all; others at most their own and those of their MSP, so that nobody's list costs a look at all. */
    private List<EntityRecord> readable(Permit permit, @Nullable String after, int most) {
        if (permit.allowsEverywhere(Right.READ_ENTITY)) {
            return catalog.entities(after, most);
        }
        String msp = permit.caller().msp();
        String own = permit.caller().entity();
        Stream<EntityRecord> ofMsp = msp == null ? Stream.of() : catalog.entitiesOfMsp(msp, after, most).stream();
        Stream<EntityRecord> itself = Optional.ofNullable(own)
                .filter(id -> after == null || id.compareTo(after) > 0)
                .flatMap(catalog::entity)
                .stream();
        List<EntityRecord> readable = new ArrayList<>();
        Stream.concat(ofMsp, itself)
                .distinct()
                .filter(record -> permit.allows(Right.READ_ENTITY, record.entityId(), null))
                .sorted(Comparator.comparing(EntityRecord::entityId))
                .limit(most)
                .forEach(readable::add);
        return readable;
    }

    /**
     * An entity as clients see it; names and order of the components are the contract.
     *
     * @param monthlyCreditLimit null: none
     * @param version counts its accepted changes; null: nobody ever said anything about it
     */
    record Body(
            String entityId,
            @Nullable String displayName,
            @Nullable String mspId,
            @Nullable BigDecimal monthlyCreditLimit,
            @Nullable Long version,
            @Nullable String changedAt,
            @Nullable String changedBy) {

        static Body of(String entity, @Nullable EntityRecord record) {
            return record == null
                    ? new Body(entity, null, null, null, null, null, null)
                    : new Body(
                            entity,
                            record.displayName(),
                            record.mspId(),
                            DecimalCredits.orNull(record.limitMicros()),
                            record.version(),
                            BodyFields.millis(record.changedAt()),
                            record.changedBy());
        }
    }

    /**
     * An entity's limit as clients see it; names and order of the components are the contract.
     *
     * @param monthlyCreditLimit null: none
     * @param version counts the entity's accepted changes; null: nobody ever said anything about it
     */
    record LimitBody(
            String entityId,
            @Nullable BigDecimal monthlyCreditLimit,
            @Nullable Long version) {

        static LimitBody of(String entity, @Nullable EntityRecord record) {
            return new LimitBody(
                    entity,
                    record == null ? null : DecimalCredits.orNull(record.limitMicros()),
                    record == null ? null : record.version());
        }
    }
}
