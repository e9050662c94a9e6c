package tidemark.benchmarks.micro;

/** Whether the user holds a role with a limit. */
public enum RoleLimit {

    /** No role. */
    NONE,

    /** A role with a limit that is far away, so that every event is judged by it and nothing is said. */
    FAR;

    FixedLookup lookup() {
        return switch (this) {
            case NONE -> FixedLookup.NO_ROLE;
            case FAR -> FixedLookup.LIMITED;
        };
    }
}
