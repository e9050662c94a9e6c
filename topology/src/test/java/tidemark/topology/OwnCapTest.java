package tidemark.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tidemark.events.Actor;
import tidemark.events.ChangeOutcome;
import tidemark.events.ChangeResult;
import tidemark.events.RoleAssignment;
import tidemark.events.RoleChangeKind;
import tidemark.events.RoleDefinition;
import tidemark.events.RoleType;

/** R17: raising one's own cap is allowed, and flagged by the log itself, whoever wrote the change. The driver's changes are alice's. */
class OwnCapTest extends OnCreditDriver {

    @Test
    void R17_a_raised_limit_of_a_role_that_the_asker_holds_is_noted_behind_the_answer() {
        driver.create("writer", 100L);
        driver.assign("alice", "writer");

        ChangeResult answer = driver.limit("writer", 101L);

        assertThat(answer.getOutcome()).isEqualTo(ChangeOutcome.ACCEPTED);
        assertThat(answer.getRaisesOwnCap()).isFalse();
        assertThat(driver.notes()).singleElement().satisfies(note -> {
            assertThat(note.getOutcome()).isEqualTo(ChangeOutcome.NOTED);
            assertThat(note.getRaisesOwnCap()).isTrue();
            assertThat(note.getChangeId()).isEqualTo(answer.getChangeId());
            assertThat(note.getEntityId()).isEqualTo("acme");
            assertThat(note.getSubject()).isEqualTo(answer.getSubject());
            assertThat(note.getVersion()).isEqualTo(2);
            assertThat(note.getActor()).isEqualTo(GraphParts.ACTOR);
        });
    }

    @Test
    void R17_a_limit_that_does_not_rise_or_is_not_the_asker_s_is_not_noted() {
        driver.create("writer", 100L);
        driver.create("reader", 10L);
        driver.assign("bob", "writer");
        driver.limit("writer", 500L);
        assertThat(driver.notes()).as("only bob holds it").isEmpty();

        driver.assign("alice", "writer");
        driver.limit("writer", 400L);
        driver.limit("reader", 1_000L);
        assertThat(driver.notes()).as("lowered; not held").isEmpty();
    }

    @Test
    void R17_a_removed_limit_and_a_deleted_role_raise_the_cap_as_well() {
        driver.create("writer", 100L);
        driver.create("reader", 200L);
        driver.assign("alice", "writer");

        driver.limit("writer", null);
        assertThat(driver.notes()).as("no limit is the highest").hasSize(1);
        driver.limit("writer", 100L);
        assertThat(driver.notes()).isEmpty();

        ChangeResult deleted = driver.delete("writer", "reader");
        assertThat(deleted.getReassignToRoleId()).isEqualTo("reader");
        assertThat(driver.notes()).as("moved to a higher one").hasSize(1);

        driver.delete("reader", null);
        assertThat(driver.notes()).as("moved to none").hasSize(1);
    }

    @Test
    void R17_a_role_made_by_the_asker_that_waited_for_it_is_noted() {
        driver.create("writer", 100L);
        driver.assign("alice", "writer");
        driver.assign("alice", "later");

        driver.create("later", 5_000L);

        assertThat(driver.notes()).hasSize(1);
    }

    @Test
    void R17_the_same_record_read_again_is_noted_once() {
        driver.create("writer", 100L);
        driver.assign("alice", "writer");
        driver.limit("writer", 200L);
        driver.restart();
        driver.notes();

        driver.limit("writer", 200L);

        assertThat(driver.notes()).isEmpty();
    }

    @Test
    void R17_who_moves_themself_to_a_higher_cap_is_flagged_in_the_answer() {
        driver.create("writer", 100L);
        driver.create("editor", 1_000L);

        assertThat(driver.assign("alice", "writer").getRaisesOwnCap())
                .as("from no cap to one")
                .isFalse();
        assertThat(driver.assign("alice", "editor").getRaisesOwnCap()).isTrue();
        assertThat(driver.assign("alice", "editor").getRaisesOwnCap())
                .as("no change")
                .isFalse();
        assertThat(driver.assign("alice", "writer").getRaisesOwnCap()).isFalse();
        assertThat(driver.assign("alice", null).getRaisesOwnCap()).isTrue();
        driver.assign("bob", "writer");
        assertThat(driver.assign("bob", "editor").getRaisesOwnCap())
                .as("alice moves bob")
                .isFalse();
    }

    @Test
    void R17_an_asker_of_another_entity_is_not_taken_for_the_user_of_the_same_name_but_one_who_does_not_say_is() {
        driver.create("writer", 100L);
        driver.assign("alice", "writer");

        driver.change(raise(200L, "northwind"));
        assertThat(driver.notes()).isEmpty();
        driver.change(raise(300L, null));
        assertThat(driver.notes()).hasSize(1);
    }

    @Test
    void R11_answers_show_by_what_a_repetition_is_told_from_another_change() {
        driver.create("writer", 100L);
        driver.create("editor", 100L);
        RoleAssignment first = driver.assignment("bob", "writer");
        driver.send(first);
        Integer check = driver.results().get(0).getContentCheck();
        driver.send(first);
        Integer again = driver.results().get(0).getContentCheck();
        first.setRoleId("editor");
        driver.send(first);
        Integer other = driver.results().get(0).getContentCheck();

        assertThat(check).isNotNull().isEqualTo(again).isNotEqualTo(other);
    }

    private tidemark.events.RoleChange raise(long micros, @Nullable String actorEntity) {
        return driver.base("writer", RoleChangeKind.UPDATE)
                .setDefinition(new RoleDefinition("writer", null, RoleType.CUSTOM, micros, java.util.List.of()))
                .setActor(new Actor("alice", actorEntity, null, "kafka-acl"))
                .build();
    }
}
