package tidemark.admin;

import io.javalin.http.HandlerType;
import java.time.InstantSource;
import java.util.List;
import tidemark.admin.access.Right;
import tidemark.client.gate.Gate;

/** Whether a request may start: for services, and for two kinds of proxies. */
public final class GateFeature implements Feature {

    static final String CHECK = "/v1/entities/{entity}/users/{user}/check";
    static final String NGINX = "/v1/gate/nginx";
    static final String FORWARD = "/v1/gate/forward";

    /** Envoy puts the path of the request that it asks about behind ours. */
    static final String FORWARD_ANY = "/v1/gate/forward/<request>";

    /* A proxy asks with the method of the request that it asks about, or with GET. */
    private static final List<HandlerType> METHODS =
            List.of(HandlerType.POST, HandlerType.PUT, HandlerType.PATCH, HandlerType.DELETE, HandlerType.OPTIONS);

    private final Gate gate;
    private final GateSettings settings;
    private final AccountUsage usage;
    private final InstantSource clock;

    /**
     * Answers by that gate.
     *
     * @param usage where the amounts are asked
     * @param clock what tells how long a block still holds
     */
    public GateFeature(Gate gate, GateSettings settings, UsageFeature usage, InstantSource clock) {
        this.gate = gate;
        this.settings = settings;
        this.usage = usage;
        this.clock = clock;
    }

    @Override
    public void addTo(Routes routes) {
        GateQuestion question = new GateQuestion(settings);
        NginxGate nginx = new NginxGate(gate, question, clock);
        ForwardGate forward = new ForwardGate(gate, question, clock);
        routes.post(CHECK, Right.READ_USER_USAGE, new CheckEndpoint(gate, usage));
        routes.read(NGINX, Right.ASK_GATE, nginx)
                .read(FORWARD, Right.ASK_GATE, forward)
                .read(FORWARD_ANY, Right.ASK_GATE, forward);
        for (HandlerType method : METHODS) {
            routes.on(method, NGINX, Right.ASK_GATE, nginx)
                    .on(method, FORWARD, Right.ASK_GATE, forward)
                    .on(method, FORWARD_ANY, Right.ASK_GATE, forward);
        }
    }
}
