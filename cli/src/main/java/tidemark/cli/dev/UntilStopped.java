package tidemark.cli.dev;

import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.cli.exit.ExitCodes;
import tidemark.topology.StartFailure;

/** The run of something that goes on until a signal, which ends the JVM with exit code 0, or until it fails. */
final class UntilStopped {

    private static final Logger LOG = LoggerFactory.getLogger(UntilStopped.class);

    private UntilStopped() {}

    /** Starts everything; adds what it has started, and says what may fail later. */
    @FunctionalInterface
    interface Start {
        void start(Running running, Lifetime lifetime);
    }

    /** Returns the exit code, after a failure only. */
    static int run(PrintWriter err, Start start) {
        Running running = new Running();
        Lifetime lifetime = Lifetime.begin(running);
        String reason;
        try {
            start.start(running, lifetime);
            lifetime.started();
            reason = lifetime.awaitFailure();
        } catch (StartFailure e) {
            LOG.info("Not started", e);
            reason = String.valueOf(e.getMessage());
        } finally {
            lifetime.started();
            lifetime.end();
            running.close();
        }
        err.println(reason);
        err.flush();
        return ExitCodes.UNKNOWN;
    }
}
