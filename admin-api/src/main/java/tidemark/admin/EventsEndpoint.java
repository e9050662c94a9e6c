package tidemark.admin;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import tidemark.admin.access.Access;
import tidemark.admin.access.Caller;
import tidemark.admin.access.Permit;
import tidemark.admin.body.FieldFault;
import tidemark.admin.live.EventStream;
import tidemark.admin.live.LiveEvents;
import tidemark.admin.live.Watched;

/** Live events of an entity with all its users, or of one user, as server-sent events. */
final class EventsEndpoint implements Handler {

    static final String ENTITY = "/v1/entities/{entity}/events";
    static final String USER = "/v1/entities/{entity}/users/{user}/events";

    private static final String CONTENT_TYPE = "text/event-stream";
    private static final String LAST_HEADER = "Last-Event-ID";
    private static final String LAST_PARAMETER = "last_event_id";

    private final LiveEvents live;
    private final Access access;
    private final boolean ofUser;
    private final Executor writers;

    /**
     * An endpoint of one of the two routes.
     *
     * @param writers what writes to clients; none of them is waited for
     */
    EventsEndpoint(LiveEvents live, Access access, boolean ofUser, Executor writers) {
        this.live = live;
        this.access = access;
        this.ofUser = ofUser;
        this.writers = writers;
    }

    @Override
    public void handle(Context ctx) {
        Question question = new Question(ctx);
        Watched watched = new Watched(question.name(Routes.ENTITY), ofUser ? question.name(Routes.USER) : null);
        List<String> header = Collections.list(ctx.req().getHeaders(LAST_HEADER));
        String parameter = new Parameters(ctx, Set.of(LAST_PARAMETER)).text(LAST_PARAMETER);
        // Browsers go on sending the parameter that they began with, so the header, which is newer, wins.
        String field = header.isEmpty() ? LAST_PARAMETER : LAST_HEADER;
        @Nullable String last = header.isEmpty() ? idOrNull(parameter) : only(header, field);
        EventStream stream = live.open(
                watched,
                last,
                field,
                caller(ctx),
                access.until(Collections.list(ctx.req().getHeaders("Authorization"))));
        if (HandlerType.HEAD.equals(ctx.method())) {
            stream.close();
            ctx.contentType(CONTENT_TYPE);
            return;
        }
        SseConnection.begin(ctx, stream, writers, output -> live.connect(stream, output));
    }

    private static @Nullable String only(List<String> ids, String field) {
        if (ids.size() > 1) {
            throw new FieldFault(field, "there only once");
        }
        return ids.isEmpty() ? null : idOrNull(ids.get(0));
    }

    private static @Nullable String idOrNull(@Nullable String id) {
        return id == null || id.isEmpty() ? null : id;
    }

    /* Where nobody is asked, all callers are one; the limit of the node has to do. */
    private @Nullable String caller(Context ctx) {
        if (access.isOpen()) {
            return null;
        }
        Caller caller = Permit.of(ctx).caller();
        return caller.entity() + "/" + caller.msp() + "/" + caller.user();
    }
}
