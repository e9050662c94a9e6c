package tidemark.client.testing;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Optional;
import tidemark.client.gate.Account;
import tidemark.client.operation.Halt;
import tidemark.client.operation.HaltedException;
import tidemark.client.operation.Operation;
import tidemark.client.operation.Operations;

/**
 * An example: a service that streams the answer of a language model chunk by chunk, each of which costs credits. Halted in mid-answer it
 * keeps what it has, tells the user why, and goes on later from there.
 */
final class StreamedAnswer {

    private final Operations tidemark;
    private final Account account;
    private final Iterator<String> model;
    private final BigDecimal creditsPerChunk;
    private final StringBuilder shown = new StringBuilder();
    private String operationId = "";

    StreamedAnswer(Operations tidemark, Account account, Iterator<String> model, BigDecimal creditsPerChunk) {
        this.tidemark = tidemark;
        this.account = account;
        this.model = model;
        this.creditsPerChunk = creditsPerChunk;
    }

    /** Streams until the model has said all or the account is halted; called again, it goes on. */
    Optional<Halt> stream() {
        try (Operation operation = operationId.isEmpty()
                ? tidemark.start(account, "answer")
                : tidemark.start(account, "answer", operationId)) {
            operationId = operation.id();
            while (model.hasNext()) {
                // A step: what it gives is shown and charged, whatever follows.
                shown.append(model.next());
                Optional<Halt> halt = operation.trySpend(creditsPerChunk);
                if (halt.isPresent()) {
                    return halt;
                }
            }
            return Optional.empty();
        } catch (HaltedException refused) {
            return Optional.of(refused.halt());
        }
    }

    /** What the user has been shown so far. */
    String shown() {
        return shown.toString();
    }
}
