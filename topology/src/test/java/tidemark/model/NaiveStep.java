package tidemark.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Effect;
import tidemark.ledger.Outcome;
import tidemark.ledger.Reason;

/** What the model says became of a command: outcome, what is said and kept, and the account afterwards. */
record NaiveStep(Outcome.Kind kind, @Nullable Reason reason, List<Effect> effects, Figures figures) {}
