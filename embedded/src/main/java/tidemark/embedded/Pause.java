package tidemark.embedded;

import java.time.Duration;

/** A short wait between two looks at something that is about to change. */
final class Pause {

    private static final Duration BRIEF = Duration.ofMillis(50);

    private Pause() {}

    static void briefly() {
        try {
            Thread.sleep(BRIEF.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStartException("The start was interrupted.", e);
        }
    }
}
