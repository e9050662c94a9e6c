package tidemark.cli.token;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tidemark.admin.access.Caller;
import tidemark.cli.access.DevIssuer;
import tidemark.cli.access.DevStacks;
import tidemark.cli.connect.ConnectionOptions;
import tidemark.cli.connect.UnreachableException;
import tidemark.cli.exit.ExitCodes;
import tidemark.cli.text.Converters;

/** {@code tidemark token}: a bearer token for a dev stack. */
@Command(
        name = "token",
        header = "Print a bearer token for a dev stack.",
        description = {
            "For development only: it is signed with the key in the data directory of a 'tidemark dev' of yours, and no other node believes it.",
            "The stack is the one that answers at --api-url, or the only one that runs, or that of --data-dir."
        },
        footer = {
            "",
            "Examples:",
            "  tidemark token --user ann --entity acme",
            "  tidemark token --user rita --entity acme --permission manage_user_roles",
            "  tidemark token --user mia --permission manage_own_entity_users --msp northwind",
            "  tidemark token --user proxy --scope tidemark.gate",
            "  curl -H \"Authorization: Bearer $(tidemark token --user ann --entity acme)\" \\",
            "      http://localhost:8080/v1/entities/acme/users/ann/usage"
        })
public final class TokenCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Option(
            names = "--user",
            required = true,
            paramLabel = "USER",
            converter = Converters.Name.class,
            description = "Whom the token stands for.")
    private String user;

    @Option(
            names = "--entity",
            paramLabel = "ENTITY",
            converter = Converters.Name.class,
            description = "The entity that the user belongs to.")
    private @Nullable String entity;

    @Option(
            names = "--permission",
            paramLabel = "PERMISSION",
            converter = Converters.Token.class,
            description = "What the user may do there: manage_user_roles or manage_own_entity_users. Repeatable.")
    private List<String> permissions = List.of();

    @Option(
            names = "--msp",
            paramLabel = "MSP",
            converter = Converters.Name.class,
            description = "The MSP that the user acts for.")
    private @Nullable String msp;

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            converter = Converters.Token.class,
            description =
                    "What a service may do: tidemark.gate, tidemark.usage.write, tidemark.metrics, or everything: tidemark.admin. Repeatable.")
    private List<String> scopes = List.of();

    @Option(
            names = "--valid-for",
            paramLabel = "SECONDS",
            defaultValue = "3600",
            converter = Converters.Seconds.class,
            description = "How long the token counts. Default: ${DEFAULT-VALUE}.")
    private Duration lifetime;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "The data directory of the stack, should it not be found.")
    private @Nullable Path dataDirectory;

    @Mixin
    private ConnectionOptions connection;

    @Override
    public Integer call() {
        Caller caller = new Caller(user, entity, Set.copyOf(permissions), msp, Set.copyOf(scopes));
        PrintWriter out = command.commandLine().getOut();
        out.println(issuer().token(caller, lifetime));
        out.flush();
        return ExitCodes.DONE;
    }

    private DevIssuer issuer() {
        if (dataDirectory != null) {
            try {
                return DevIssuer.existing(dataDirectory);
            } catch (IOException e) {
                throw new UnreachableException("There is no key of a dev stack in " + dataDirectory + ".", e);
            }
        }
        DevStacks stacks = DevStacks.ofThisUser();
        return stacks.at(connection.api())
                .or(() -> connection.apiIsGiven() ? Optional.<DevIssuer>empty() : stacks.only())
                .orElseThrow(() -> new UnreachableException(
                        "No dev stack of yours answers at " + connection.api()
                                + ". Start one with 'tidemark dev', or name its --api-url or --data-dir.",
                        null));
    }
}
