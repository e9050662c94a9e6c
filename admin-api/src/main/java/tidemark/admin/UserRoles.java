package tidemark.admin;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tidemark.admin.access.Right;
import tidemark.admin.body.FieldFault;
import tidemark.admin.changes.Settled;
import tidemark.admin.log.Deadline;
import tidemark.admin.replica.RoleRecord;
import tidemark.events.ChangeResult;
import tidemark.events.RoleAssignment;
import tidemark.ledger.AccountId;
import tidemark.ledger.Ids;

/** The role of one user: what it is, giving another, taking it away. */
final class UserRoles {

    private static final String PATH = "/v1/entities/{entity}/users/{user}/role";
    private static final String ROLE_ID = "role_id";
    private static final String PENDING = "ROLE_PENDING";

    /** How long a role that another node has just made may take to be heard of here. */
    private static final Duration HEARING = Duration.ofMillis(250);

    private static final AskedMonths NOW = new AskedMonths(null, false);

    private final RowQuestions rows;
    private final OneHop hop;
    private final Administration administration;

    UserRoles(RowQuestions rows, OneHop hop, Administration administration) {
        this.rows = rows;
        this.hop = hop;
        this.administration = administration;
    }

    void addTo(Routes routes) {
        routes.read(PATH, Right.READ_USER_USAGE, this::get);
        routes.on(HandlerType.PUT, PATH, Right.ASSIGN_ROLE, this::put);
        routes.on(HandlerType.DELETE, PATH, Right.ASSIGN_ROLE, this::remove);
    }

    private void get(Context ctx) {
        new Parameters(ctx, Set.of());
        Question question = new Question(ctx);
        AccountId account = new AccountId(question.name(Routes.ENTITY), question.name(Routes.USER));
        ctx.future(
                () -> hop.ask(rows.of(account, NOW), question.authorization()).thenAccept(found -> {
                    AccountBody body = found.months().get(0);
                    question.lag(found.lagRecords());
                    question.answer(new Body(account.entity(), account.user(), body.roleId(), body.pendingRoleId()));
                }));
    }

    private void put(Context ctx) {
        ChangeRequest request = ChangeRequest.of(ctx, Set.of());
        request.withoutVersion();
        String role = role(request);
        RoleAssignment change = change(request, role);
        boolean answered =
                request.isKeyed() && administration.changes().isAnswered(request.entity(), request.changeId());
        if (!answered && !isThere(request.entity(), role)) {
            throw new Refusal(Problem.of(ProblemKind.UNKNOWN_ROLE, "The entity has no role of that id.")
                    .on(ROLE_ID));
        }
        ctx.future(
                () -> administration.changes().send(change).thenAccept(settled -> assigned(request, change, settled)));
    }

    private void remove(Context ctx) {
        ChangeRequest request = ChangeRequest.of(ctx, Set.of());
        request.withoutVersion();
        request.withoutBody();
        RoleAssignment change = change(request, null);
        ctx.future(() -> administration.changes().send(change).thenAccept(settled -> {
            Rejections.passed(settled, ROLE_ID);
            ctx.status(HttpStatus.NO_CONTENT);
        }));
    }

    /* A role that was deleted in the meantime makes the assignment wait (R4), with the former role in force. */
    private static void assigned(ChangeRequest request, RoleAssignment change, Settled settled) {
        ChangeResult answer = Rejections.passed(settled, ROLE_ID);
        boolean pending = PENDING.equals(answer.getReason());
        String former = answer.getBefore() == null ? null : answer.getBefore().getRoleId();
        request.question()
                .answer(new Body(
                        change.getEntityId(),
                        change.getUserId(),
                        pending ? former : change.getRoleId(),
                        pending ? change.getRoleId() : null));
    }

    private static String role(ChangeRequest request) {
        String expected = "the id of a role: 1 to 255 printable ASCII characters without space and without '/'";
        String role = request.body(Set.of(ROLE_ID)).text(ROLE_ID, expected);
        if (!Ids.isName(role)) {
            throw new FieldFault(ROLE_ID, expected);
        }
        return role;
    }

    private boolean isThere(String entity, String role) {
        boolean known = administration.catalog().role(entity, role).isPresent()
                || administration.catalog().awaitRole(entity, role, 1, Deadline.in(HEARING));
        return known
                && administration
                        .catalog()
                        .role(entity, role)
                        .filter(RoleRecord::isActive)
                        .isPresent();
    }

    private static RoleAssignment change(ChangeRequest request, @Nullable String role) {
        return new RoleAssignment(
                request.changeId(),
                request.entity(),
                request.question().name(Routes.USER),
                role,
                request.actor(),
                Instant.now());
    }

    /**
     * The role of a user as clients see it; names and order of the components are the contract.
     *
     * @param roleId the role in force; null: none
     * @param pendingRoleId a role that the user gets once it is there; null: none
     */
    record Body(
            String entityId,
            String userId,
            @Nullable String roleId,
            @Nullable String pendingRoleId) {}
}
