package tidemark.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tidemark.topology.StartFailure;

final class RunningTest {

    private final List<String> closed = new ArrayList<>();
    private final Running running = new Running();

    @Test
    void parts_are_closed_once_and_in_reverse_order_even_if_one_fails() {
        running.add(() -> closed.add("first"));
        running.add(() -> {
            throw new IOException("cannot be closed");
        });
        running.add(() -> closed.add("last"));

        running.close();
        running.close();

        assertThat(closed).containsExactly("last", "first");
    }

    @Test
    void what_starts_although_all_is_to_stop_ends_the_start_and_is_closed_with_the_rest() {
        running.stopAdding();

        assertThatThrownBy(() -> running.add(() -> closed.add("late"))).isInstanceOf(StartFailure.class);
        running.close();

        assertThat(closed).containsExactly("late");
    }
}
