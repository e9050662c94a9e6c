package tidemark.client.gate;

/** What a gate answers while it cannot know the newest decisions: while its replica is starting, or out of touch with the brokers. */
public enum WhenUnsure {
    /** Who was last seen blocked stays blocked, everybody else is allowed; both answers are flagged. The default. */
    KEEP_BLOCKS {
        @Override
        Verdict answer(Verdict known) {
            return known.flagged();
        }
    },
    /** Nobody is allowed: limits matter more than service. */
    REFUSE {
        @Override
        Verdict answer(Verdict known) {
            return known.allowed() ? Verdict.UNVERIFIED : known.flagged();
        }
    },
    /** Everybody is allowed, and the answer is flagged: service matters more than limits. */
    ALLOW {
        @Override
        Verdict answer(Verdict known) {
            return known.allowed() ? known.flagged() : Verdict.ALLOWED_UNSURE;
        }
    };

    abstract Verdict answer(Verdict known);
}
