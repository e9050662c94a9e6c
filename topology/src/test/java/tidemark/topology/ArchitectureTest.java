package tidemark.topology;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What may depend on what, so that the rules stay pure and dependencies keep their one direction. */
class ArchitectureTest {

    private static final String LEDGER = "tidemark.ledger..";

    private static final JavaClasses TIDEMARK = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("tidemark");

    @Test
    void the_classes_are_really_looked_at() {
        assertThat(TIDEMARK.stream().filter(resideInAPackage(LEDGER))).hasSizeGreaterThan(20);
        assertThat(TIDEMARK.stream().filter(resideInAPackage("tidemark.topology..")))
                .isNotEmpty();
        assertThat(TIDEMARK.stream().filter(resideInAPackage("tidemark.events..")))
                .isNotEmpty();
    }

    @Test
    void the_ledger_depends_on_plain_java_and_jspecify_only() {
        ArchRule rule = classes()
                .that()
                .resideInAPackage(LEDGER)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        LEDGER,
                        "java.lang",
                        "java.lang.annotation",
                        "java.lang.invoke",
                        "java.lang.runtime",
                        "java.math",
                        "java.nio",
                        "java.nio.charset",
                        "java.security",
                        "java.time",
                        "java.time.temporal",
                        "java.util",
                        "java.util.function",
                        "java.util.stream",
                        "org.jspecify.annotations"))
                .because("the rule book is read and tested without Kafka, Avro, files, threads or any framework");
        rule.check(TIDEMARK);
    }

    @Test
    void the_ledger_does_not_know_its_shell_or_its_contracts() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage(LEDGER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "tidemark.topology..", "tidemark.events..", "tidemark.serde..", "tidemark.topics..");
        rule.check(TIDEMARK);
    }

    @Test
    void the_ledger_asks_no_clock() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage(LEDGER)
                .should()
                .callMethodWhere(nameMatching("now|currentTimeMillis|nanoTime").onResultOf(JavaMethodCall::getTarget))
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .because("time comes in with the call, so that a replay decides the same");
        rule.check(TIDEMARK);
    }

    @Test
    void the_ledger_rolls_no_dice_and_looks_at_no_surroundings() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage(LEDGER)
                .should()
                .callMethodWhere(nameMatching("random|randomUUID|getenv|getProperty|identityHashCode")
                        .onResultOf(JavaMethodCall::getTarget))
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.(util\\.(Random|SplittableRandom|Scanner|Timer.*|concurrent\\..*)"
                        + "|security\\.SecureRandom|lang\\.(Thread|ThreadLocal|Process.*|Runtime))")
                .because("the same input gives the same step");
        rule.check(TIDEMARK);
    }

    @Test
    void kafka_streams_is_known_to_the_shell_only() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage("tidemark..")
                .and()
                .resideOutsideOfPackage("tidemark.topology..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka.streams..");
        rule.check(TIDEMARK);
    }

    @Test
    void contracts_and_serde_do_not_know_the_topology() {
        ArchRule rule = noClasses()
                .that()
                .resideInAnyPackage("tidemark.events..", "tidemark.serde..", "tidemark.topics..", "tidemark.embedded..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(LEDGER, "tidemark.topology..");
        rule.check(TIDEMARK);
    }

    @Test
    void packages_depend_on_each_other_without_cycles() {
        slices().matching("tidemark.(**)").should().beFreeOfCycles().check(TIDEMARK);
    }

    @Test
    void every_package_of_ours_says_what_may_be_null() {
        assertThat(TIDEMARK.getPackage("tidemark").getSubpackagesInTree())
                .filteredOn(found -> !found.getClasses().isEmpty())
                .filteredOn(found -> !found.getName().equals("tidemark.events"))
                .allSatisfy(ArchitectureTest::isNullMarked);
    }

    private static void isNullMarked(JavaPackage found) {
        assertThat(found.isAnnotatedWith(NullMarked.class)).as(found.getName()).isTrue();
    }
}
