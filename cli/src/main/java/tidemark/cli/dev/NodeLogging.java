package tidemark.cli.dev;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Logging of what runs for long, in place of that of the short commands. */
final class NodeLogging {

    private NodeLogging() {}

    /** Warnings to the terminal, everything to {@code tidemark.log} in the directory. */
    static void toFile(Path directory) {
        use("/logback-dev.xml", directory.toString());
    }

    /** Everything to the terminal. */
    static void toTerminal() {
        use("/logback-serve.xml", "");
    }

    /** So that what is still to be logged is written before the JVM is halted. */
    static void flush() {
        context().stop();
    }

    private static void use(String resource, String directory) {
        URL configuration = Objects.requireNonNull(NodeLogging.class.getResource(resource), resource);
        LoggerContext context = context();
        context.reset();
        context.putProperty("tidemark.log.dir", directory);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(configuration);
        } catch (JoranException e) {
            throw new IllegalStateException(e);
        }
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }
}
