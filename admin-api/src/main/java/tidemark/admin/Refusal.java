package tidemark.admin;

/** Ends the handling of a request with a problem; part of the normal course, so without a stack trace. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    Refusal(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /**
     * Nobody can tell just now; asking again helps.
     *
     * @param why a sentence for people
     */
    static Refusal notReady(String why) {
        return new Refusal(Problem.of(ProblemKind.NOT_READY, why));
    }

    /** The role that the path names is unknown or was deleted. */
    static Refusal noSuchRole() {
        return new Refusal(Problem.of(ProblemKind.NOT_FOUND, "The entity has no such role."));
    }

    Problem problem() {
        return problem;
    }
}
