package tidemark.admin;

import org.jspecify.annotations.Nullable;
import tidemark.admin.changes.Settled;
import tidemark.events.ChangeOutcome;
import tidemark.events.ChangeResult;
import tidemark.ledger.Reason;
import tidemark.ledger.Rejection;

/** What the topology refused, told as problems with stable codes. */
final class Rejections {

    private static final String KEY_REUSED =
            "The Idempotency-Key came with another request before; a new request needs a key of its own.";

    private Rejections() {}

    /**
     * Passes what was accepted, or stood so already.
     *
     * @param named where the request names another role than the one in its path; null: nowhere
     * @throws Refusal for what was rejected, or answered to another request under the same key
     */
    static ChangeResult passed(Settled settled, @Nullable String named) {
        ChangeResult answer = settled.answer();
        if (settled.ofAnother()) {
            throw new Refusal(Problem.of(ProblemKind.IDEMPOTENCY_KEY_REUSED, KEY_REUSED)
                    .on(ChangeRequest.KEY)
                    .ofChange(answer.getChangeId()));
        }
        if (answer.getOutcome() == ChangeOutcome.REJECTED) {
            throw new Refusal(problem(answer, named).ofChange(answer.getChangeId()));
        }
        return answer;
    }

    /** What the rules say of a change without looking at how things stand. */
    static Refusal ofForm(Rejection rejection) {
        return new Refusal(of(rejection.reason().name(), rejection.detail(), null));
    }

    private static Problem problem(ChangeResult answer, @Nullable String named) {
        String detail = answer.getDetail() == null ? "The change was rejected." : answer.getDetail();
        return of(String.valueOf(answer.getReason()), detail, named);
    }

    private static Problem of(String reason, String detail, @Nullable String named) {
        return switch (reason) {
            case "ROLE_EXISTS" -> told(ProblemKind.ROLE_EXISTS, detail).on("role_id");
            case "ROLE_NOT_FOUND" -> Refusal.noSuchRole().problem();
            case "SOURCE_ROLE_NOT_FOUND" -> Refusal.noSuchRole().problem();
            case "REASSIGN_ROLE_NOT_FOUND" ->
                told(ProblemKind.UNKNOWN_ROLE, detail).on(named);
            case "ROLE_ID_WORN_OUT" ->
                told(ProblemKind.ROLE_ID_WORN_OUT, detail).on("role_id");
            case "VERSION_MISMATCH" ->
                told(ProblemKind.VERSION_MISMATCH, detail).on(ChangeRequest.IF_MATCH);
            case "BUILT_IN_LIMIT" ->
                told(ProblemKind.BUILT_IN_LIMIT, Reason.BUILT_IN_LIMIT.sentence())
                        .on("monthly_credit_limit");
            case "TYPE_FIXED" ->
                told(ProblemKind.TYPE_FIXED, Reason.TYPE_FIXED.sentence()).on("type");
            case "CHANGE_ID_CONFLICT" ->
                told(ProblemKind.IDEMPOTENCY_KEY_REUSED, KEY_REUSED).on(ChangeRequest.KEY);
            case "INVALID_FIELD", "INVALID_ID", "LIMIT_OUT_OF_RANGE" ->
                told(ProblemKind.INVALID_FIELD, renamed(detail)).on(field(detail, named));
            default -> told(ProblemKind.CHANGE_REJECTED, detail);
        };
    }

    private static Problem told(ProblemKind kind, String detail) {
        return Problem.of(kind, detail.endsWith(".") ? detail : detail + ".");
    }

    /* Details begin with the field, in the words of the log. */
    private static String field(String detail, @Nullable String named) {
        String first = renamed(detail).split("[ :]", 2)[0];
        return first.equals("reassign_to_role_id") && named != null ? named : first;
    }

    private static String renamed(String detail) {
        return detail.replace("definition.", "")
                .replace("definition has", "body has")
                .replace("monthly_credit_limit_micros", "monthly_credit_limit");
    }
}
