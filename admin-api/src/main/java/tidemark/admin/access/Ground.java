package tidemark.admin.access;

import org.jspecify.annotations.Nullable;

/** Why a caller may do something to a target. */
enum Ground {
    /** It is a caller that is known, whoever that is. */
    KNOWN {
        @Override
        @Nullable
        String authority(Caller caller, Target target) {
            return "authenticated";
        }
    },
    /** The user is the caller. */
    SELF {
        @Override
        @Nullable
        String authority(Caller caller, Target target) {
            return belongs(caller, target) && caller.user().equals(target.user()) ? "self" : null;
        }
    },
    /** An administrator of the entity. */
    ENTITY_ADMIN {
        @Override
        @Nullable
        String authority(Caller caller, Target target) {
            return belongs(caller, target) ? administrative(caller) : null;
        }
    },
    /** An administrator of the MSP that the entity is one of. */
    MSP_ADMIN {
        @Override
        @Nullable
        String authority(Caller caller, Target target) {
            return managed(caller, target) ? administrative(caller) : null;
        }
    },
    /** A service that asks whether users may go on. */
    GATE {
        @Override
        @Nullable
        String authority(Caller caller, Target target) {
            return scope(Permissions.GATE_SCOPE, caller, target);
        }
    },
    /** A service that hands in usage. */
    USAGE_WRITER {
        @Override
        @Nullable
        String authority(Caller caller, Target target) {
            return scope(Permissions.USAGE_WRITE_SCOPE, caller, target);
        }
    },
    /** A scraper. */
    SCRAPER {
        @Override
        @Nullable
        String authority(Caller caller, Target target) {
            return caller.scopes().contains(Permissions.METRICS_SCOPE) ? Permissions.METRICS_SCOPE : null;
        }
    },
    /** Somebody who belongs to the entity. */
    MEMBER {
        @Override
        @Nullable
        String authority(Caller caller, Target target) {
            return belongs(caller, target) ? "member" : null;
        }
    },
    /** An operator of the installation. */
    OPERATOR {
        @Override
        @Nullable
        String authority(Caller caller, Target target) {
            return caller.scopes().contains(Permissions.ADMIN_SCOPE) ? Permissions.ADMIN_SCOPE : null;
        }
    };

    /** What the caller may do it by: a permission, a scope or a word for what the caller is; null: this is no ground. */
    abstract @Nullable String authority(Caller caller, Target target);

    private static boolean belongs(Caller caller, Target target) {
        return target.entity() != null && target.entity().equals(caller.entity());
    }

    private static boolean managed(Caller caller, Target target) {
        return target.entity() != null
                && target.mspId() != null
                && target.mspId().equals(caller.msp());
    }

    private static @Nullable String administrative(Caller caller) {
        return Permissions.ADMINISTRATIVE.stream()
                .filter(caller.permissions()::contains)
                .findFirst()
                .orElse(null);
    }

    /*
     * A service reaches as far as its token says: one entity, the entities of one MSP, or all of them. Of the installation as a whole it
     * holds beforehand, and is judged again for each entity that turns out to be meant.
     */
    private static @Nullable String scope(String scope, Caller caller, Target target) {
        if (!caller.scopes().contains(scope)) {
            return null;
        }
        boolean reaches = target.entity() == null
                || (caller.entity() != null
                        ? belongs(caller, target)
                        : caller.msp() == null || managed(caller, target));
        return reaches ? scope : null;
    }
}
