package tidemark.admin;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.admin.access.CannotJudgeException;
import tidemark.admin.access.DeniedException;
import tidemark.admin.access.UnauthenticatedException;
import tidemark.admin.body.FieldFault;
import tidemark.admin.body.Json;
import tidemark.admin.crowd.CursorExpired;
import tidemark.admin.intake.LogUnavailableException;
import tidemark.admin.live.NoStreamsException;
import tidemark.admin.live.TooManyStreamsException;
import tidemark.topology.queries.SearchNotReady;
import tidemark.topology.queries.SearchTooLong;

/** Turns whatever goes wrong in a route, or on the way to one, into a problem. */
final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String OURS = "Something went wrong on our side; the server's log has the cause.";
    private static final String NOTHING = "There is nothing under this path.";
    private static final String DENIED = "The token does not give the right to do this.";
    private static final String EXPIRED =
            "The list that this cursor goes on with is not held any more; begin anew without a cursor.";
    private static final String TOO_MANY =
            "There are too many accounts to look at; ask for fewer by role, level or blocked, or in the order of users.";
    private static final String RETRY_SECONDS = "1";
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;

    private Problems() {}

    /** Makes the server answer with problems. */
    static void register(JavalinConfig config) {
        config.http.prefer405over404 = true;
        config.routes.exception(Refusal.class, (e, ctx) -> answer(ctx, e.problem()));
        config.routes.exception(FieldFault.class, (e, ctx) -> answer(ctx, Problem.invalid(e.field(), e.expected())));
        config.routes.exception(LogUnavailableException.class, (e, ctx) -> answer(ctx, of(ProblemKind.NOT_READY, e)));
        config.routes.exception(
                TooManyStreamsException.class, (e, ctx) -> answer(ctx, of(ProblemKind.TOO_MANY_STREAMS, e)));
        config.routes.exception(NoStreamsException.class, (e, ctx) -> answer(ctx, of(ProblemKind.NOT_READY, e)));
        config.routes.exception(UnauthenticatedException.class, Problems::onUnknownCaller);
        config.routes.exception(DeniedException.class, Problems::onDenial);
        config.routes.exception(CannotJudgeException.class, Problems::onDoubt);
        config.routes.exception(FieldFault.class, (e, ctx) -> answer(ctx, Problem.invalid(e.field(), e.expected())));
        config.routes.exception(SearchNotReady.class, (e, ctx) -> answer(ctx, of(ProblemKind.NOT_READY, e)));
        config.routes.exception(
                CursorExpired.class, (e, ctx) -> answer(ctx, Problem.of(ProblemKind.CURSOR_EXPIRED, EXPIRED)));
        config.routes.exception(
                SearchTooLong.class, (e, ctx) -> answer(ctx, Problem.of(ProblemKind.TOO_MANY_ACCOUNTS, TOO_MANY)));
        config.routes.exception(HttpResponseException.class, Problems::onHttp);
        config.routes.exception(Exception.class, Problems::onFault);
        config.router.javaLangErrorHandler(Problems::onError);
    }

    private static void onUnknownCaller(UnauthenticatedException e, Context ctx) {
        ctx.header(Header.WWW_AUTHENTICATE, e.challenge());
        answer(ctx, Problem.of(ProblemKind.UNAUTHENTICATED, String.valueOf(e.getMessage())));
    }

    /* What is a secret is answered as what is not there, to the letter. */
    private static void onDenial(DeniedException e, Context ctx) {
        answer(
                ctx,
                e.hidden() ? Problem.of(ProblemKind.NOT_FOUND, NOTHING) : Problem.of(ProblemKind.FORBIDDEN, DENIED));
    }

    private static void onDoubt(CannotJudgeException e, Context ctx) {
        answer(ctx, of(ProblemKind.NOT_READY, e));
    }

    private static Problem of(ProblemKind kind, Exception e) {
        return Problem.of(kind, String.valueOf(e.getMessage()));
    }

    private static void onHttp(HttpResponseException e, Context ctx) {
        int status = e.getStatus();
        Collection<String> allowed = e.getDetails().values();
        if (status == METHOD_NOT_ALLOWED) {
            ctx.header(Header.ALLOW, String.join(", ", allowed));
        }
        answer(ctx, Problem.of(ProblemKind.ofStatus(status), status, detail(status, allowed)));
    }

    private static String detail(int status, Collection<String> allowed) {
        return switch (status) {
            case NOT_FOUND -> NOTHING;
            case METHOD_NOT_ALLOWED -> "This path answers " + String.join(", ", allowed) + " only.";
            default -> ProblemKind.ofStatus(status).title() + ".";
        };
    }

    private static void onFault(Exception e, Context ctx) {
        Integer status = statusOf(e);
        if (status != null) {
            answer(ctx, Problem.of(ProblemKind.ofStatus(status), status, bodyFault(status)));
            return;
        }
        LOG.error("{} {} failed", ctx.req().getMethod(), ctx.path(), e);
        answer(ctx, Problem.of(ProblemKind.INTERNAL_ERROR, OURS));
    }

    /* The client's part of what can go wrong while its body is read; null: the fault is ours. */
    private static @Nullable Integer statusOf(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpException http) {
                return http.getCode();
            }
            if (cause instanceof TimeoutException) {
                return ProblemKind.REQUEST_TIMEOUT.status();
            }
            if (cause instanceof EofException) {
                return ProblemKind.BAD_REQUEST.status();
            }
        }
        return null;
    }

    private static String bodyFault(int status) {
        return switch (ProblemKind.ofStatus(status)) {
            case CONTENT_TOO_LARGE -> "The request's body is larger than what is read here.";
            case REQUEST_TIMEOUT -> "The request took too long to arrive.";
            default -> "The request's body could not be read.";
        };
    }

    private static void onError(HttpServletResponse response, Error e) {
        LOG.error("A request failed", e);
        try {
            response.setStatus(ProblemKind.INTERNAL_ERROR.status());
            response.setContentType(Problem.CONTENT_TYPE);
            response.getOutputStream().write(Json.bytes(Problem.of(ProblemKind.INTERNAL_ERROR, OURS)));
        } catch (IOException gone) {
            LOG.debug("The client has gone", gone);
        }
    }

    private static void answer(Context ctx, Problem problem) {
        if (problem.status() == ProblemKind.NOT_READY.status()) {
            ctx.header(Header.RETRY_AFTER, RETRY_SECONDS);
        }
        ctx.status(problem.status()).contentType(Problem.CONTENT_TYPE).result(Json.bytes(problem));
    }
}
