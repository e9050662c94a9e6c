package tidemark.cli.exit;

import java.io.PrintWriter;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import tidemark.admin.changes.OutcomeUnknownException;
import tidemark.admin.log.MissingTopicException;
import tidemark.admin.log.RegistryUnreachableException;
import tidemark.cli.connect.UnreachableException;

/** The one place that turns what went wrong into a sentence on stderr and an exit code. {@code TIDEMARK_DEBUG=1} adds the stack trace. */
public final class Failures {

    private Failures() {}

    /** For exceptions out of a command. */
    public static int carryOut(Exception error, CommandLine command, CommandLine.@Nullable ParseResult parsed) {
        if (error instanceof ParameterException wrongUse) {
            return parse(wrongUse, new String[0]);
        }
        say(command.getErr(), sentence(error), error);
        return code(error);
    }

    /** For arguments that do not fit. */
    public static int parse(ParameterException error, String[] arguments) {
        CommandLine command = error.getCommandLine();
        String message = String.valueOf(error.getMessage());
        say(command.getErr(), message.endsWith(".") ? message : message + ".", error);
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        command.getErr().flush();
        return ExitCodes.WRONG_USE;
    }

    private static int code(Throwable error) {
        if (isUnknown(error)) {
            return ExitCodes.UNKNOWN;
        }
        if (error instanceof RefusedException
                || find(error, AuthenticationException.class) != null
                || find(error, AuthorizationException.class) != null) {
            return ExitCodes.REFUSED;
        }
        return find(error, ConfigException.class) != null ? ExitCodes.WRONG_USE : ExitCodes.UNKNOWN;
    }

    /** Told apart by type first: what lies beneath may well be a setting that names nothing that can be reached. */
    private static boolean isUnknown(Throwable error) {
        return error instanceof UnreachableException
                || error instanceof OutcomeUnknownException
                || error instanceof MissingTopicException
                || error instanceof RegistryUnreachableException;
    }

    private static String sentence(Throwable error) {
        if (error instanceof OutcomeUnknownException unknown) {
            return unknown.getMessage() + " To be sure, repeat the command with --change-id " + unknown.changeId()
                    + ": it counts once.";
        }
        if (error instanceof RefusedException || isUnknown(error)) {
            return String.valueOf(error.getMessage());
        }
        ConfigException misconfigured = find(error, ConfigException.class);
        if (misconfigured != null) {
            return "The client configuration is wrong: " + misconfigured.getMessage();
        }
        TimeoutException late = find(error, TimeoutException.class);
        if (late != null) {
            return "Kafka did not answer in time: " + late.getMessage();
        }
        if (find(error, DisconnectException.class) != null) {
            return "Kafka closed the connection.";
        }
        if (error instanceof InterruptException) {
            return "Interrupted.";
        }
        return (error instanceof KafkaException ? "Kafka: " : "Unexpected: ") + innermost(error);
    }

    private static String innermost(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    private static <T extends Throwable> @Nullable T find(Throwable error, Class<T> type) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    private static void say(PrintWriter err, String sentence, Throwable error) {
        err.println(sentence);
        if ("1".equals(System.getenv("TIDEMARK_DEBUG"))) {
            error.printStackTrace(err);
        }
        err.flush();
    }
}
