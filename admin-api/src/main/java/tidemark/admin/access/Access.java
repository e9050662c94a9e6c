package tidemark.admin.access;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, and whether they may: the one gate that every request passes. Safe for use by several threads.
 *
 * <p>Either callers show bearer tokens, or nobody is asked and everybody may do everything.
 */
public final class Access implements AutoCloseable {

    /** Recorded in changes of a node that asks nobody who they are. */
    private static final String UNCHECKED = "unauthenticated";

    private final AccessSettings settings;
    private final EntityDirectory directory;
    private final @Nullable BearerTokens tokens;

    private Access(AccessSettings settings, EntityDirectory directory, @Nullable BearerTokens tokens) {
        this.settings = settings;
        this.directory = directory;
        this.tokens = tokens;
    }

    /**
     * Access by these settings.
     *
     * @param directory whose the entities are
     * @throws org.apache.kafka.common.config.ConfigException if a file of keys holds none
     */
    public static Access of(AccessSettings settings, EntityDirectory directory) {
        return of(settings, directory, Clock.systemUTC());
    }

    static Access of(AccessSettings settings, EntityDirectory directory, Clock clock) {
        return new Access(settings, directory, settings.asksForTokens() ? BearerTokens.of(settings, clock) : null);
    }

    /** Everybody may do everything, stated as clearly as by {@code tidemark.auth.mode=none}. */
    public static Access open() {
        return of(AccessSettings.OPEN, EntityDirectory.EMPTY);
    }

    /** Whether nobody is asked who they are. */
    public boolean isOpen() {
        return tokens == null;
    }

    /** Whether that was stated, rather than left out. */
    public boolean isOpenByStatement() {
        return tokens == null && settings.statesOpen();
    }

    /** Whether meters are for everybody. */
    public boolean metersArePublic() {
        return settings.metersArePublic();
    }

    /**
     * Who asks.
     *
     * @param authorization the values of the header {@code Authorization}
     * @throws UnauthenticatedException if that is not known
     * @throws CannotJudgeException if keys cannot be had just now
     */
    public Caller authenticate(List<String> authorization) {
        return tokens == null ? Caller.ANONYMOUS : tokens.caller(authorization);
    }

    /**
     * When a token that was believed stops counting; null: nobody is asked for one.
     *
     * @param authorization the values of the header {@code Authorization}, as they were believed
     */
    public @Nullable Instant until(List<String> authorization) {
        return tokens == null ? null : tokens.until(authorization);
    }

    /**
     * Whether the caller may do that.
     *
     * @param entity null: to the installation
     * @param user null: to the entity as a whole
     * @throws CannotJudgeException if it hangs on the entity's MSP, and that is not known yet
     */
    public Judgement judge(Caller caller, Right right, @Nullable String entity, @Nullable String user) {
        if (isOpen()) {
            return new Judgement.Allowed(UNCHECKED, null);
        }
        Judgement judgement = Policy.judge(caller, right, new Target(entity, null, user));
        if (judgement instanceof Judgement.Allowed || entity == null || caller.msp() == null) {
            return judgement;
        }
        return Policy.judge(caller, right, new Target(entity, directory.mspOf(entity), user));
    }

    /** Lets go of threads that fetch keys. */
    @Override
    public void close() {
        if (tokens != null) {
            tokens.close();
        }
    }
}
