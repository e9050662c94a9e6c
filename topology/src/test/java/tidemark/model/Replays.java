package tidemark.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Step;

/** Plays a history again: as a whole, and each account alone. Both must give the very same steps. */
final class Replays {

    private Replays() {}

    static @Nullable String faultIn(Judge judge, List<Act> played, List<Step> steps) {
        if (!steps.equals(stepsOf(judge, played, null))) {
            return "the same history gave other steps when it was played again";
        }
        Set<String> accounts = new TreeSet<>();
        List<String> order = new ArrayList<>();
        for (Act act : played) {
            if (act instanceof Act.Told told) {
                accounts.add(told.account());
                order.add(told.account());
            }
        }
        for (String account : accounts) {
            List<Step> own = new ArrayList<>();
            for (int i = 0; i < order.size(); i++) {
                if (order.get(i).equals(account)) {
                    own.add(steps.get(i));
                }
            }
            if (!own.equals(stepsOf(judge, played, account))) {
                return account + " went another way without the other accounts";
            }
        }
        return null;
    }

    private static List<Step> stepsOf(Judge judge, List<Act> played, @Nullable String only) {
        StoredWorld world = new StoredWorld(judge);
        List<Step> steps = new ArrayList<>();
        for (Act act : played) {
            if (only != null && act instanceof Act.Told told && !told.account().equals(only)) {
                continue;
            }
            Step step = world.play(act);
            if (step != null) {
                steps.add(step);
            }
        }
        return steps;
    }
}
