package tidemark.cli.imports;

import java.util.function.LongConsumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how far the files have been read: a bar on stderr if a person is looking, nothing otherwise. */
final class Progress implements LongConsumer, AutoCloseable {

    private static final int MEGABYTE = 1_000_000;

    private final @Nullable ProgressBar bar;

    private Progress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    /** Of a pass over so many bytes. */
    static Progress of(String task, long bytes) {
        // Java cannot ask whether stderr is a terminal, and from 22 on has a console either way: the launcher says so.
        if (!Boolean.getBoolean("tidemark.terminal") || "dumb".equals(System.getenv("TERM"))) {
            return new Progress(null);
        }
        return new Progress(new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(bytes)
                .setUnit(" MB", MEGABYTE)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                .build());
    }

    @Override
    public void accept(long bytes) {
        if (bar != null) {
            bar.stepBy(bytes);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
