package tidemark.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tidemark.events.ChangeOutcome;
import tidemark.events.ChangeResult;
import tidemark.events.Entity;
import tidemark.events.EntityDefinition;
import tidemark.events.EntityLimitChange;
import tidemark.events.SubjectKind;

/** R13: changes of an entity, their answers and what is published of them. */
class EntityChangeTest extends OnCreditDriver {

    @Test
    void R13_a_change_is_answered_with_before_and_after_and_published() {
        ChangeResult first = driver.entityLimit(100L);
        assertThat(first.getOutcome()).isEqualTo(ChangeOutcome.ACCEPTED);
        assertThat(first.getSubject().getKind()).isEqualTo(SubjectKind.ENTITY);
        assertThat(first.getSubject().getId()).isEqualTo("acme");
        assertThat(first.getVersion()).isEqualTo(1);
        assertThat(first.getBefore()).isNull();
        assertThat(first.getAfter().getEntity()).isEqualTo(new EntityDefinition(null, null, 100L));
        assertThat(first.getActor()).isEqualTo(GraphParts.ACTOR);
        assertThat(first.getAt()).isEqualTo(driver.now());

        ChangeResult second = driver.put("Acme", "msp-1");

        assertThat(second.getVersion()).isEqualTo(2);
        assertThat(second.getBefore()).isEqualTo(first.getAfter());
        assertThat(second.getAfter().getEntity()).isEqualTo(new EntityDefinition("Acme", "msp-1", 100L));
        assertThat(driver.entities())
                .containsExactly(
                        published(null, null, 1, first.getChangeId()),
                        published("Acme", "msp-1", 2, second.getChangeId()));
        assertThat(driver.parts().counted("entity-limits", "applied")).isEqualTo(2);
        assertThat(driver.parts().counted("entities", "applied")).isEqualTo(2);
    }

    private Entity published(@Nullable String name, @Nullable String msp, long version, String changeId) {
        EntityDefinition definition = new EntityDefinition(name, msp, 100L);
        return new Entity("acme", definition, version, changeId, driver.now(), GraphParts.ACTOR);
    }

    @Test
    void R13_a_change_that_changes_nothing_is_answered_and_not_published() {
        driver.entityLimit(100L);
        driver.forgetOutputs();

        ChangeResult answer = driver.entityLimit(100L);

        assertThat(answer.getOutcome()).isEqualTo(ChangeOutcome.NO_CHANGE);
        assertThat(answer.getVersion()).isEqualTo(1);
        assertThat(answer.getAfter()).isNull();
        assertThat(driver.entities()).isEmpty();
        assertThat(driver.parts().counted("entity-limits", "no_change")).isEqualTo(1);
    }

    @Test
    void R11_a_change_counts_once_also_after_a_restart() {
        EntityLimitChange change =
                driver.entityChange().setMonthlyCreditLimitMicros(100L).build();
        driver.change(change);
        driver.entityLimit(200L);
        driver.restart();

        ChangeResult again = driver.change(change);
        change.setMonthlyCreditLimitMicros(101L);
        ChangeResult other = driver.change(change);

        assertThat(again.getOutcome()).isEqualTo(ChangeOutcome.DUPLICATE);
        assertThat(again.getVersion()).isEqualTo(1);
        assertThat(again.getDetail()).contains("version 1");
        assertThat(other.getOutcome()).isEqualTo(ChangeOutcome.REJECTED);
        assertThat(other.getReason()).isEqualTo("CHANGE_ID_CONFLICT");
        assertThat(driver.rejected()).hasSize(1);
        assertThat(driver.entity().limit().micros()).isEqualTo(200);
        assertThat(driver.parts().counted("entity-limits", "duplicate")).isEqualTo(1);
    }

    @Test
    void R13_a_refused_change_leaves_no_row_behind() {
        ChangeResult answer = driver.entityLimit(-1L);

        assertThat(answer.getOutcome()).isEqualTo(ChangeOutcome.REJECTED);
        assertThat(answer.getReason()).isEqualTo("LIMIT_OUT_OF_RANGE");
        assertThat(answer.getDetail()).contains("monthly_credit_limit_micros is -1");
        assertThat(driver.isEntityKnown()).isFalse();
        assertThat(driver.entities()).isEmpty();
        assertThat(CreditDriver.header(driver.rejected().get(0), "topic")).isEqualTo("entity-limits");
    }
}
