package tidemark.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tidemark.cli.imports.Texts.all;
import static tidemark.cli.imports.Texts.csv;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tidemark.cli.text.BadTextException;
import tidemark.events.UsageEvent;

class MappingTest {

    @Command
    private static final class Holder {
        @Mixin
        private MappingOptions options = new MappingOptions();
    }

    private static MappingOptions options(String... arguments) {
        Holder holder = new Holder();
        new CommandLine(holder).parseArgs(arguments);
        holder.options.validate();
        return holder.options;
    }

    private static List<UsageEvent> events(String text, long shift, String... arguments) throws IOException {
        CsvRows rows = csv(text);
        Mapping mapping = options(arguments).forColumns(rows.columns(), true);
        return all(rows).stream().map(row -> mapping.event(row, "f.csv", shift)).toList();
    }

    private static void refused(String message, String text, String... arguments) {
        assertThatThrownBy(() -> events(text, 0, arguments))
                .isInstanceOf(BadTextException.class)
                .hasMessageContaining(message);
    }

    @Test
    void prices_add_up_exactly_and_rows_are_spread_over_users() throws IOException {
        List<UsageEvent> events = events(
                """
                TIMESTAMP,ContextTokens,GeneratedTokens
                2023-11-16 18:17:03.9799600,4808,10
                2023-11-16 18:17:04.0319600,3180,8
                2023-11-16 18:17:05,1,0
                """,
                1000,
                "--entity=acme",
                "--users=2",
                "--price=ContextTokens=0.001",
                "--price=GeneratedTokens=0.004");

        assertThat(events).extracting(UsageEvent::getCreditsMicros).containsExactly(4_848_000L, 3_212_000L, 1_000L);
        assertThat(events).extracting(UsageEvent::getUserId).containsExactly("user-0", "user-1", "user-0");
        assertThat(events).extracting(UsageEvent::getEventId).containsExactly("f.csv:2", "f.csv:3", "f.csv:4");
        assertThat(events).extracting(UsageEvent::getSource).containsOnly("tidemark-import");
        assertThat(events.get(0).getOccurredAt()).hasToString("2023-11-16T18:17:04.979Z");
    }

    @Test
    void everything_can_stand_in_columns() throws IOException {
        UsageEvent event = events(
                        "e,u,t,c,i\nacme, alice ,2026-11-22T10:00:00+01:00,-1.5,batch/1\n",
                        0,
                        "--entity-column=e",
                        "--user-column=u",
                        "--time-column=t",
                        "--credits-column=c",
                        "--id-column=i",
                        "--source=billing")
                .get(0);

        assertThat(event.getEntityId() + "/" + event.getUserId()).isEqualTo("acme/alice");
        assertThat(event.getCreditsMicros()).isEqualTo(-1_500_000);
        assertThat(event.getEventId()).isEqualTo("batch/1");
        assertThat(event.getSource()).isEqualTo("billing");
        assertThat(event.getOccurredAt()).hasToString("2026-11-22T09:00:00Z");
    }

    @Test
    void rows_that_cannot_be_used_say_which_column_is_wrong() {
        String header = "u,time,c\n";
        String[] mapping = {"--entity=acme", "--user-column=u", "--credits-column=c"};
        refused("c: expected a decimal number, got 'x'", header + "a,2026-11-22T10:00:00Z,x\n", mapping);
        refused("not whole in micro-credits", header + "a,2026-11-22T10:00:00Z,0.0000001\n", mapping);
        refused("too many", header + "a,2026-11-22T10:00:00Z,9007199254.740992\n", mapping);
        refused("time: expected a time", header + "a,yesterday,1\n", mapping);
        refused("u: expected 1 to 255", header + "a/b,2026-11-22T10:00:00Z,1\n", mapping);
        refused("u is empty", header + ",2026-11-22T10:00:00Z,1\n", mapping);
    }

    @Test
    void columns_that_are_not_there_or_there_twice_are_named() {
        refused(
                "has no column user (--user-column)",
                "u,time,c\n",
                "--entity=a",
                "--user-column=user",
                "--credits-column=c");
        refused("has 2 columns called c", "u,time,c,c\n", "--entity=a", "--user-column=u", "--credits-column=c");
        refused("has no column x (--price)", "u,time\n", "--entity=a", "--user-column=u", "--price=x=1");
        refused("name it with --time-column", "u,when,c\n", "--entity=a", "--user-column=u", "--credits-column=c");
    }

    @Test
    void options_that_do_not_go_together_are_refused() {
        refused("Give --entity or --entity-column", "time\n", "--users=1", "--credits-column=c");
        refused("not both", "time\n", "--entity=a", "--users=1", "--user-column=u", "--credits-column=c");
        refused("Give --credits-column or --price", "time\n", "--entity=a", "--users=1");
        refused("--users: expected a number from 1", "time\n", "--entity=a", "--users=0", "--credits-column=c");
        refused("expected COLUMN=CREDITS_PER_UNIT", "time\n", "--entity=a", "--users=1", "--price=c");
        refused("expected a decimal number", "time\n", "--entity=a", "--users=1", "--price=c=x");
        refused("is given twice", "time\n", "--entity=a", "--users=1", "--price=c=1", "--price=c=2");
    }

    @Test
    void ids_are_made_from_the_reduced_file_name() {
        assertThat(new InputFile(Path.of("/data/März 1.csv")).idName()).isEqualTo("M_rz_1.csv");
    }
}
