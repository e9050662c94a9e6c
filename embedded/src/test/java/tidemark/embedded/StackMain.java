package tidemark.embedded;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Runs a stack until this JVM is killed; says where on standard output. */
final class StackMain {

    private StackMain() {}

    public static void main(String[] args) throws InterruptedException {
        EmbeddedStack stack = EmbeddedStack.start(Path.of(args[0]));
        System.out.println(stack.bootstrapServers() + " " + stack.registryUrl() + " "
                + stack.registry().pid());
        new CountDownLatch(1).await();
    }
}
