package tidemark.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Account;
import tidemark.ledger.Effect;
import tidemark.ledger.MonthTotal;
import tidemark.ledger.Outcome;
import tidemark.ledger.Reason;
import tidemark.ledger.Rejection;
import tidemark.ledger.Step;

/** Plays one history on both sides, step by step, and says where they part or an invariant breaks. */
final class Referee {

    private final Judge judge;
    private final EntityJudge entityJudge;

    Referee(Judge judge) {
        this(judge, EntityJudge.ledger());
    }

    Referee(Judge judge, EntityJudge entityJudge) {
        this.judge = judge;
        this.entityJudge = entityJudge;
    }

    /** The first fault, in words; null when there is none. */
    @Nullable
    String faultIn(List<Act> history) {
        NaiveWorld model = new NaiveWorld();
        StoredWorld stored = new StoredWorld(judge, entityJudge);
        Invariants invariants = new Invariants(stored);
        List<Act> played = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        for (Act act : history) {
            if (act instanceof Act.Told told && model.isUnclear(told)) {
                continue;
            }
            played.add(act);
            String fault;
            try {
                fault = faultAfter(act, model, stored, invariants, steps);
            } catch (RuntimeException e) {
                fault = "thrown: " + e;
            }
            if (fault != null) {
                return "at " + act + "\n  " + fault;
            }
        }
        String fault = EntityReferee.faultWhenQuiet(history, model, stored);
        return fault == null ? Replays.faultIn(judge, played, steps) : fault;
    }

    private static @Nullable String faultAfter(
            Act act, NaiveWorld model, StoredWorld stored, Invariants invariants, List<Step> steps) {
        if (!(act instanceof Act.Told told)) {
            stored.play(act);
            model.play(act);
            return act instanceof Act.RoleChanged change
                    ? differenceOfRoles(change, model, stored)
                    : EntityReferee.faultAfter(act, model, stored);
        }
        invariants.before(told);
        Step actual = Objects.requireNonNull(stored.play(told));
        NaiveStep expected = Objects.requireNonNull(model.play(told));
        steps.add(actual);
        String fault = difference(expected, actual, stored.row(told.account()));
        if (fault == null) {
            List<MonthTotal> kept = stored.lookup(told.account()).months();
            fault = unequal("past months", model.pastMonths(told.account()), kept);
        }
        return fault == null ? invariants.faultAfter(told, actual) : fault;
    }

    private static @Nullable String difference(NaiveStep expected, Step actual, @Nullable Account row) {
        Outcome outcome = actual.outcome();
        Rejection rejection = outcome.rejection();
        Reason reason = rejection == null ? null : rejection.reason();
        List<Effect> said = new ArrayList<>(actual.effects());
        said.removeIf(effect -> effect instanceof Effect.Spilled);
        String fault = unequal("outcome", expected.kind() + " " + expected.reason(), outcome.kind() + " " + reason);
        fault = fault == null ? unequal("effects", expected.effects(), said) : fault;
        Figures figures = row == null ? Figures.UNKNOWN : Figures.of(row);
        return fault == null ? unequal("figures", expected.figures(), figures) : fault;
    }

    private static @Nullable String differenceOfRoles(Act.RoleChanged change, NaiveWorld model, StoredWorld stored) {
        return unequal(
                "role",
                model.roles(change.entity()).terms(change.roleId()),
                stored.roles(change.entity()).terms(change.roleId()));
    }

    static @Nullable String unequal(String what, @Nullable Object expected, @Nullable Object actual) {
        return Objects.equals(expected, actual)
                ? null
                : what + "\n    expected " + expected + "\n    but was  " + actual;
    }
}
