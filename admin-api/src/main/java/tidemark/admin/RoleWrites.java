package tidemark.admin;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tidemark.admin.access.Right;
import tidemark.admin.body.PathSegment;
import tidemark.admin.body.StrictBody;
import tidemark.admin.changes.Settled;
import tidemark.admin.crowd.MemberCounts;
import tidemark.admin.log.Deadline;
import tidemark.admin.replica.RoleRecord;
import tidemark.events.ChangeOutcome;
import tidemark.events.ChangeResult;
import tidemark.events.RoleChange;
import tidemark.events.RoleChangeKind;
import tidemark.events.RoleDefinition;
import tidemark.events.RoleType;

/**
 * Makes, replaces, copies and deletes roles: each request becomes a change, and its answer is the topology's. What is looked up here first
 * only spares the log changes that would be rejected.
 */
final class RoleWrites {

    /** A role has at most 256 KiB of text, some of it escaped. */
    static final int MAX_BODY_BYTES = 512 * 1024;

    /** Where roles are written, as a pattern of Jetty's. */
    static final String PATHS = "^/v1/entities/[^/]+/roles(/[^/]+)?$";

    private static final String DUPLICATE = "/v1/entities/{entity}/roles/{role}/duplicate";
    private static final String REASSIGN_TO = "reassign_to";

    /** How long a version that another node has just told may take to be heard here. */
    private static final Duration HEARING = Duration.ofMillis(250);

    private final Administration administration;
    private final MemberCounts members;

    RoleWrites(Administration administration, MemberCounts members) {
        this.administration = administration;
        this.members = members;
    }

    void addTo(Routes routes) {
        routes.on(HandlerType.POST, RoleReads.ROLES, Right.MANAGE_ROLES, this::create);
        routes.on(HandlerType.PUT, RoleReads.ROLE, Right.MANAGE_ROLES, this::replace);
        routes.on(HandlerType.DELETE, RoleReads.ROLE, Right.MANAGE_ROLES, this::delete);
        routes.on(HandlerType.POST, DUPLICATE, Right.MANAGE_ROLES, this::duplicate);
    }

    private void create(Context ctx) {
        ChangeRequest request = ChangeRequest.of(ctx, Set.of());
        request.withoutVersion();
        StrictBody body = request.wholeRole(RoleFields.OF_NEW);
        RoleDefinition definition = RoleFields.ofNew(body);
        RoleChange change = RoleFields.wellFormed(change(request, RoleFields.id(body), RoleChangeKind.CREATE)
                .setDefinition(definition)
                .build());
        ctx.future(() -> send(change).thenAccept(settled -> made(request, settled, definition)));
    }

    private void replace(Context ctx) {
        ChangeRequest request = ChangeRequest.of(ctx, Set.of());
        String role = request.question().name("role");
        long expected = request.expectedVersion();
        StrictBody body = request.wholeRole(RoleFields.OF_CHANGED);
        Optional<RoleRecord> known = heard(request, role, expected);
        RoleDefinition definition =
                RoleFields.ofChanged(body, known.map(RoleRecord::type).orElse(RoleType.CUSTOM));
        RoleChange change = RoleFields.wellFormed(change(request, role, RoleChangeKind.UPDATE)
                .setDefinition(definition)
                .setExpectedVersion(expected)
                .build());
        requireThere(request, known);
        ctx.future(() -> send(change).thenAccept(settled -> {
            ChangeResult answer = Rejections.passed(settled, null);
            answer(request, settled, RoleBody.of(answer, definition, version(answer), accepted(answer)), HttpStatus.OK);
        }));
    }

    private void delete(Context ctx) {
        ChangeRequest request = ChangeRequest.of(ctx, Set.of(REASSIGN_TO));
        String role = request.question().name("role");
        String reassignTo = new Parameters(ctx, Set.of(REASSIGN_TO)).name(REASSIGN_TO);
        long expected = request.expectedVersion();
        request.withoutBody();
        RoleChange change = RoleFields.wellFormed(change(request, role, RoleChangeKind.DELETE)
                .setReassignToRoleId(reassignTo)
                .setExpectedVersion(expected)
                .build());
        requireThere(request, heard(request, role, expected));
        ctx.future(() -> unused(request, change)
                .thenCompose(nothing -> send(change))
                .thenAccept(settled -> {
                    Rejections.passed(settled, REASSIGN_TO);
                    ctx.status(settled.inForce() ? HttpStatus.NO_CONTENT : HttpStatus.ACCEPTED);
                }));
    }

    private void duplicate(Context ctx) {
        ChangeRequest request = ChangeRequest.of(ctx, Set.of());
        request.withoutVersion();
        StrictBody body = request.body(Set.of("role_id", "display_name"));
        RoleChange change = RoleFields.wellFormed(change(request, RoleFields.id(body), RoleChangeKind.DUPLICATE)
                .setSourceRoleId(request.question().name("role"))
                .setDisplayName(RoleFields.nameOrNull(body))
                .build());
        ctx.future(() -> send(change).thenAccept(settled -> made(request, settled, null)));
    }

    /** A role that was made; without a definition it is read from the answer, or else as it stands. */
    private void made(ChangeRequest request, Settled settled, @Nullable RoleDefinition asked) {
        ChangeResult answer = Rejections.passed(settled, null);
        String role = answer.getSubject().getId();
        RoleDefinition definition =
                answer.getAfter() == null ? asked : answer.getAfter().getDefinition();
        RoleBody body = definition == null
                ? administration
                        .catalog()
                        .role(request.entity(), role)
                        .map(record -> RoleBody.of(record, null))
                        .orElseThrow(Refusal::noSuchRole)
                : RoleBody.of(answer, definition, version(answer), accepted(answer));
        Context ctx = request.question().ctx();
        ctx.header(
                Header.LOCATION,
                RoleReads.ROLE
                        .replace("{entity}", PathSegment.of(request.entity()))
                        .replace("{role}", PathSegment.of(role)));
        answer(request, settled, body, HttpStatus.CREATED);
    }

    private static void answer(ChangeRequest request, Settled settled, RoleBody body, int done) {
        Context ctx = request.question().ctx();
        ctx.status(settled.inForce() ? done : HttpStatus.ACCEPTED);
        ctx.header(Header.ETAG, RoleReads.tag(body.version()));
        request.question().answer(body);
    }

    private CompletableFuture<Settled> send(RoleChange change) {
        return administration.changes().send(change);
    }

    /* Somebody who is given the role between the count and the deletion ends up without one, as R4 says. */
    private CompletableFuture<Void> unused(ChangeRequest request, RoleChange change) {
        if (change.getReassignToRoleId() != null || isAnswered(request)) {
            return CompletableFuture.completedFuture(null);
        }
        return members.of(request.entity(), request.question().ctx().header(Header.AUTHORIZATION))
                .handle((counts, failure) -> {
                    if (failure != null) {
                        throw Refusal.notReady(
                                "Who holds the role cannot be counted just now; name reassign_to, or ask again.");
                    }
                    long holders = counts.getOrDefault(change.getRoleId(), 0L);
                    if (holders > 0) {
                        throw new Refusal(Problem.of(
                                        ProblemKind.ROLE_IN_USE,
                                        "The role is held by " + holders + (holders == 1 ? " user" : " users")
                                                + "; name the role that they move to in reassign_to.")
                                .on(REASSIGN_TO));
                    }
                    return null;
                });
    }

    /** The role as far as it has been heard of here, which may take a moment for a version that another node has told. */
    private Optional<RoleRecord> heard(ChangeRequest request, String role, long expected) {
        Optional<RoleRecord> known = administration.catalog().role(request.entity(), role);
        if (known.map(RoleRecord::version).orElse(0L) >= Math.max(1, expected)) {
            return known;
        }
        administration.catalog().awaitRole(request.entity(), role, Math.max(1, expected), Deadline.in(HEARING));
        return administration.catalog().role(request.entity(), role);
    }

    private void requireThere(ChangeRequest request, Optional<RoleRecord> known) {
        if (known.filter(RoleRecord::isActive).isEmpty() && !isAnswered(request)) {
            throw Refusal.noSuchRole();
        }
    }

    private boolean isAnswered(ChangeRequest request) {
        return request.isKeyed() && administration.changes().isAnswered(request.entity(), request.changeId());
    }

    private static RoleChange.Builder change(ChangeRequest request, String role, RoleChangeKind kind) {
        return RoleChange.newBuilder()
                .setChangeId(request.changeId())
                .setEntityId(request.entity())
                .setRoleId(role)
                .setKind(kind)
                .setActor(request.actor())
                .setOccurredAt(Instant.now());
    }

    private static boolean accepted(ChangeResult answer) {
        return answer.getOutcome() == ChangeOutcome.ACCEPTED;
    }

    private static long version(ChangeResult answer) {
        Long version = answer.getVersion();
        return version == null ? 0 : version;
    }
}
