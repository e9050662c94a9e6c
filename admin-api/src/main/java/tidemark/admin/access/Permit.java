package tidemark.admin.access;

import io.javalin.http.Context;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tidemark.events.Actor;

/** That the caller of a request may do what its route does; every handler behind a guarded route has one. */
public final class Permit {

    private static final String ATTRIBUTE = Permit.class.getName();

    /** The id of no entity. */
    private static final String NO_ENTITY = "/";

    private final Access access;
    private final Caller caller;
    private final Right right;
    private final Judgement.Allowed granted;

    private Permit(Access access, Caller caller, Right right, Judgement.Allowed granted) {
        this.access = access;
        this.caller = caller;
        this.right = right;
        this.granted = granted;
    }

    /**
     * Judges the caller and gives a permit.
     *
     * @param entity null: for the installation
     * @param user null: for the entity as a whole
     * @throws DeniedException if the caller may not
     * @throws CannotJudgeException if that cannot be told just now
     */
    public static Permit demand(
            Access access, Caller caller, Right right, @Nullable String entity, @Nullable String user) {
        Judgement judgement = access.judge(caller, right, entity, user);
        if (judgement instanceof Judgement.Allowed allowed) {
            return new Permit(access, caller, right, allowed);
        }
        throw new DeniedException(judgement instanceof Judgement.Hidden);
    }

    /** Gives the permit to the request's handler. */
    public void attachTo(Context ctx) {
        ctx.attribute(ATTRIBUTE, this);
    }

    /** The permit of a request whose route is guarded. */
    public static Permit of(Context ctx) {
        return Objects.requireNonNull(ctx.<Permit>attribute(ATTRIBUTE), "the route is not guarded");
    }

    /** Who asks. */
    public Caller caller() {
        return caller;
    }

    /** The permission or scope under which the caller may. */
    public String authority() {
        return granted.authority();
    }

    /** Who asks and by what right, as it is recorded in changes. */
    public Actor actor() {
        return Actor.newBuilder()
                .setUserId(caller.user())
                .setEntityId(caller.entity())
                .setMspId(granted.mspId())
                .setAuthority(granted.authority())
                .build();
    }

    /**
     * The same for an entity, and perhaps a user of it, that the path does not name.
     *
     * @throws DeniedException if the caller may not there
     * @throws CannotJudgeException if that cannot be told just now
     */
    public Permit on(String entity, @Nullable String user) {
        return demand(access, caller, right, entity, user);
    }

    /**
     * Whether the caller may do something else as well, such as to read an entity of a list.
     *
     * @throws CannotJudgeException if that cannot be told just now
     */
    public boolean allows(Right other, String entity, @Nullable String user) {
        return access.judge(caller, other, entity, user) instanceof Judgement.Allowed;
    }

    /** Whether the caller may do something else in every entity, also in those that nobody has heard of. */
    public boolean allowsEverywhere(Right other) {
        return access.judge(caller, other, NO_ENTITY, null) instanceof Judgement.Allowed;
    }

    /**
     * Whether the caller, who may manage an entity, may give it to that MSP. Operators may give it to any; administrators of its MSP may
     * only let go of it, because another MSP has to take it on by its own will.
     *
     * @param mspId null: to none
     */
    public boolean mayGiveTo(@Nullable String mspId) {
        return granted.mspId() == null || mspId == null || mspId.equals(granted.mspId());
    }
}
