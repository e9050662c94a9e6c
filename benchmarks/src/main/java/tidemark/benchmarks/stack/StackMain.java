package tidemark.benchmarks.stack;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import tidemark.embedded.EmbeddedStack;

/** Runs a broker and a registry until standard input ends; says where on standard output. */
final class StackMain {

    private StackMain() {}

    public static void main(String[] arguments) throws IOException {
        try (EmbeddedStack stack = EmbeddedStack.start(Path.of(arguments[0]))) {
            System.out.println(stack.bootstrapServers() + " " + stack.registryUrl());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
