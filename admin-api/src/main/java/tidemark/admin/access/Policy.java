package tidemark.admin.access;

import java.util.List;

/** The rule of who may do what (R17). Pure: the same question has the same answer. */
public final class Policy {

    /** Whoever has one of these in an entity has a right there, and so may know that it exists. */
    private static final List<Ground> SEEING = List.of(
            Ground.ENTITY_ADMIN, Ground.MSP_ADMIN, Ground.GATE, Ground.USAGE_WRITER, Ground.MEMBER, Ground.OPERATOR);

    private Policy() {}

    /**
     * Whether the caller may do that to the target.
     *
     * @param target with the MSP of its entity as known now
     */
    public static Judgement judge(Caller caller, Right right, Target target) {
        for (Ground ground : grounds(right)) {
            String authority = ground.authority(caller, target);
            if (authority != null) {
                return new Judgement.Allowed(authority, ground == Ground.MSP_ADMIN ? caller.msp() : null);
            }
        }
        return target.entity() == null || sees(caller, target) ? new Judgement.Forbidden() : new Judgement.Hidden();
    }

    /* In the order in which authorities are recorded: what is closest to the entity first. */
    private static List<Ground> grounds(Right right) {
        return switch (right) {
            case SEE_PUBLIC -> List.of();
            case LIST_ENTITIES -> List.of(Ground.KNOWN);
            case READ_METERS -> List.of(Ground.SCRAPER, Ground.OPERATOR);
            case ASK_GATE -> List.of(Ground.GATE, Ground.OPERATOR);
            case WRITE_USAGE -> List.of(Ground.USAGE_WRITER, Ground.OPERATOR);
            case READ_ENTITY -> List.of(Ground.ENTITY_ADMIN, Ground.MSP_ADMIN, Ground.MEMBER, Ground.OPERATOR);
            case READ_ENTITY_USAGE ->
                List.of(Ground.ENTITY_ADMIN, Ground.MSP_ADMIN, Ground.GATE, Ground.MEMBER, Ground.OPERATOR);
            case READ_USER_USAGE ->
                List.of(Ground.SELF, Ground.ENTITY_ADMIN, Ground.MSP_ADMIN, Ground.GATE, Ground.OPERATOR);
            case WATCH_USER -> List.of(Ground.SELF, Ground.ENTITY_ADMIN, Ground.MSP_ADMIN, Ground.OPERATOR);
            case WATCH_ENTITY, LIST_USERS, READ_ROLES, MANAGE_ROLES, ASSIGN_ROLE, READ_AUDIT ->
                List.of(Ground.ENTITY_ADMIN, Ground.MSP_ADMIN, Ground.OPERATOR);
            case MANAGE_ENTITY -> List.of(Ground.MSP_ADMIN, Ground.OPERATOR);
        };
    }

    private static boolean sees(Caller caller, Target target) {
        return SEEING.stream().anyMatch(ground -> ground.authority(caller, target) != null);
    }
}
