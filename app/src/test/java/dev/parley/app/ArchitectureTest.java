package dev.parley.app;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.parley.core.database.Sql;
import dev.parley.core.security.RequiresScope;
import io.micronaut.http.annotation.Controller;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/** The arrows of the house: app to modules to core, and who may speak HTTP and SQL. */
@AnalyzeClasses(
        packages = "dev.parley",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
final class ArchitectureTest {

    /** Leaves out what modules lend each other for tests. */
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(com.tngtech.archunit.core.importer.Location location) {
            return !location.contains("-tests.jar") && !location.contains("test-classes");
        }
    }

    private static final String[] MODULES = {
        "dev.parley.agents..", "dev.parley.telephony..", "dev.parley.realtimeconfig..", "dev.parley.flowyte.."
    };

    /** The app knows all, and all know the core. */
    @ArchTest
    static final ArchRule arrowsRunFromTheAppToTheModulesToTheCore = slices().matching("dev.parley.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(resideInAPackage("dev.parley.app.."), alwaysTrue())
            .ignoreDependency(alwaysTrue(), resideInAPackage("dev.parley.core.."));

    /** A family that is brought by a module is unknown to the core: no name in it, and no text, holds a word of it. */
    @ArchTest
    static final ArchRule theCoreKnowsNoFlowyteWord =
            noClasses().that().resideInAPackage("dev.parley.core..").should(holdTheWord("flowyte"));

    @ArchTest
    static final ArchRule nothingGoesInCirclesInTheCore =
            slices().matching("dev.parley.core.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingGoesInCirclesInAModule =
            slices().matching("dev.parley.(*).(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule sqlOfModulesStaysInStores = noClasses()
            .that()
            .resideInAnyPackage(MODULES)
            .and()
            .haveSimpleNameNotEndingWith("Store")
            .and()
            // What Micronaut generates for a store names what the store is given.
            .haveNameNotMatching(".*\\$Definition(\\$.*)?")
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..").or(type(Sql.class)));

    @ArchTest
    static final ArchRule rulesDoNotSpeakHttp = noClasses()
            .that()
            .haveSimpleNameEndingWith("Service")
            .or()
            .haveSimpleNameEndingWith("Kind")
            .or()
            .resideInAnyPackage(
                    "dev.parley.core.revision..",
                    "dev.parley.core.number..",
                    "dev.parley.core.json..",
                    "dev.parley.core.error..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.micronaut.http..");

    @ArchTest
    static final ArchRule controllersHoldNoRulesAndNoData = noClasses()
            .that()
            .areAnnotatedWith(Controller.class)
            .and()
            .resideInAnyPackage(MODULES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.parley.core.revision..",
                    "dev.parley.core.number..",
                    "dev.parley.core.database..",
                    "java.sql..");

    @ArchTest
    static final ArchRule everyOperationDemandsAScope = com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods()
            .that()
            .areDeclaredInClassesThat(operations())
            .and()
            .areMetaAnnotatedWith(io.micronaut.http.annotation.HttpMethodMapping.class)
            .should()
            .beAnnotatedWith(RequiresScope.class);

    @ArchTest
    static final ArchRule nothingIsReplacedInTheHost = classes()
            .that()
            .resideOutsideOfPackage("dev.parley.app..")
            .should()
            .notBeAnnotatedWith(io.micronaut.context.annotation.Replaces.class);

    /** Whether a word is anywhere in the compiled class, whose names and texts are all in its constants. */
    private static ArchCondition<JavaClass> holdTheWord(String word) {
        return new ArchCondition<>("hold the word " + word) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String resource = "/" + type.getName().replace('.', '/') + ".class";
                try (InputStream file = ArchitectureTest.class.getResourceAsStream(resource)) {
                    String content = new String(
                            Objects.requireNonNull(file, resource).readAllBytes(), StandardCharsets.ISO_8859_1);
                    boolean holds = content.toLowerCase(Locale.ROOT).contains(word);
                    events.add(new SimpleConditionEvent(
                            type, holds, type.getName() + (holds ? " holds it" : " does not")));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> operations() {
        return com.tngtech.archunit.base.DescribedPredicate.describe(
                "are controllers of a module",
                type -> type.isAnnotatedWith(Controller.class)
                        && !type.getPackageName().startsWith("dev.parley.app"));
    }
}
