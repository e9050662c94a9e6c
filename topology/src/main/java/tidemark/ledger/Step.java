package tidemark.ledger;

import java.util.List;

/**
 * What the ledger decided: the next account, what became of the command, and what to say and keep, in that order.
 *
 * @param account the account afterwards; the same instance when nothing about it changed
 * @param outcome what became of the command
 * @param effects in the order in which they happen
 */
public record Step(Account account, Outcome outcome, List<Effect> effects) {}
