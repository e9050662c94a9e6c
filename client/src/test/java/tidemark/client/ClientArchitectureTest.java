package tidemark.client;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What the client may depend on: little, because services take it in. */
class ClientArchitectureTest {

    private static final JavaClasses CLIENT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("tidemark.client");

    @Test
    void the_client_needs_kafka_clients_slf4j_the_contracts_and_plain_java_only() {
        assertThat(CLIENT).hasSizeGreaterThan(50);
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "tidemark.client..",
                        "tidemark.events..",
                        "tidemark.serde..",
                        "tidemark.topics..",
                        "java..",
                        "org.apache.kafka.clients..",
                        "org.apache.kafka.common..",
                        "org.slf4j..",
                        "org.jspecify.annotations"))
                .check(CLIENT);
    }

    @Test
    void its_packages_depend_on_each_other_without_cycles() {
        slices().matching("tidemark.client.(**)").should().beFreeOfCycles().check(CLIENT);
    }

    @Test
    void every_package_says_what_may_be_null() {
        assertThat(CLIENT.getPackage("tidemark.client").getSubpackagesInTree())
                .allSatisfy(found ->
                        assertThat(found.isAnnotatedWith(NullMarked.class)).isTrue());
    }
}
