package dev.yizhan.service;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.yizhan.service.web.QueryParameters;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The arrows between the rooms, and the few rules that keep them what they are. Each rule is also held against a class
/// that breaks it, so that none can pass for want of anything to judge.
class ArchitectureTest {

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // What Spring writes at the build, such as X__BeanDefinitions, stands beside the classes.
            .withImportOption(location -> !location.contains("__"))
            .importPackages("dev.yizhan.service");

    private static final ArchRule NOBODY_KNOWS_A_CONTROLLER = noClasses()
            .that(new DescribedPredicate<JavaClass>("stand outside every controller") {
                @Override
                public boolean test(JavaClass type) {
                    JavaClass outermost = type;
                    while (outermost.getEnclosingClass().isPresent()) {
                        outermost = outermost.getEnclosingClass().get();
                    }
                    return !outermost.isAnnotatedWith(RestController.class);
                }
            })
            .should()
            .dependOnClassesThat(new DescribedPredicate<JavaClass>("are controllers") {
                @Override
                public boolean test(JavaClass type) {
                    return type.isAnnotatedWith(RestController.class);
                }
            });

    private static final ArchRule NOBODY_BLOCKS = noClasses()
            .should()
            .callMethodWhere(new DescribedPredicate<>("block on a publisher") {
                @Override
                public boolean test(com.tngtech.archunit.core.domain.JavaMethodCall call) {
                    return List.of("block", "blockFirst", "blockLast", "toIterable", "toStream")
                                    .contains(call.getName())
                            && (call.getTargetOwner().isEquivalentTo(Mono.class)
                                    || call.getTargetOwner().isEquivalentTo(Flux.class));
                }
            });

    /// The start-up wiring migrates by JDBC; rooms that answer requests do not.
    private static final ArchRule ROOMS_SPEAK_NO_JDBC = noClasses()
            .that()
            .resideOutsideOfPackage("dev.yizhan.service")
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..", "org.flywaydb.."));

    private static final ArchRule QUERIES_STAND_IN_FILES = classes()
            .that(new DescribedPredicate<>("call DatabaseClient") {
                @Override
                public boolean test(JavaClass type) {
                    return type.getMethodCallsFromSelf().stream()
                            .anyMatch(call -> call.getTargetOwner().isEquivalentTo(DatabaseClient.class));
                }
            })
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("dev.yizhan.service.sql.SqlFile");

    private static final ArchRule RECORDS_COPY_ARRAYS_OR_HOLD_NONE = classes()
            .that()
            .areRecords()
            .and()
            .arePublic()
            .should(new ArchCondition<>("hold no arrays, which anyone could change") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    type.getFields().stream()
                            .filter(field -> field.getRawType().isArray()
                                    && !field.getModifiers()
                                            .contains(com.tngtech.archunit.core.domain.JavaModifier.STATIC))
                            .forEach(field -> events.add(
                                    SimpleConditionEvent.violated(field, field.getFullName() + " is an array")));
                }
            });

    private static final ArchRule CALLS_BIND_THEIR_QUERY_STRICTLY = methods()
            .that()
            .areAnnotatedWith(GetMapping.class)
            .and(new DescribedPredicate<JavaMethod>("are of the contract") {
                @Override
                public boolean test(JavaMethod method) {
                    GetMapping mapping = method.getAnnotationOfType(GetMapping.class);
                    return Stream.of(mapping.path(), mapping.value())
                            .flatMap(Stream::of)
                            .anyMatch(path -> path.startsWith("/v1/"));
                }
            })
            .should(new ArchCondition<>("take a @QueryParameters record") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    boolean strict = method.getParameters().stream()
                            .anyMatch(parameter -> parameter.isAnnotatedWith(QueryParameters.class));
                    events.add(new SimpleConditionEvent(method, strict, method.getFullName() + " takes any query"));
                }
            });

    /// The greedy and the exact search, and all that they stand on, are plain thought.
    private static final ArchRule SEARCHES_KNOW_NO_FRAMEWORK = noClasses()
            .that()
            .haveNameMatching(
                    ".*[.$](Greedy|ExactSiting|Median|CoverSearch|Capacity|SitingProblem|SitingOutcome|Links|Cliques"
                            + "|Mip|Recheck|Progress).*")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.springframework..", "reactor..", "io.r2dbc.."));

    private static final ArchRule NO_UTIL =
            noClasses().should().resideInAnyPackage("..util..", "..utils..", "..helper..", "..common..");

    private static final ArchRule CONTROLLERS_DO_NOT_DRAW = noClasses()
            .that()
            .areAnnotatedWith(RestController.class)
            .should(new ArchCondition<>("call JTS") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    type.getMethodCallsFromSelf().stream()
                            .filter(call ->
                                    call.getTargetOwner().getPackageName().startsWith("org.locationtech"))
                            .forEach(call -> events.add(SimpleConditionEvent.satisfied(call, call.getDescription())));
                }
            });

    private static final Map<String, ArchRule> RULES = Map.of(
            "searches know no framework", SEARCHES_KNOW_NO_FRAMEWORK,
            "nobody knows a controller", NOBODY_KNOWS_A_CONTROLLER,
            "nobody blocks", NOBODY_BLOCKS,
            "rooms speak no JDBC", ROOMS_SPEAK_NO_JDBC,
            "queries stand in files", QUERIES_STAND_IN_FILES,
            "records hold no arrays", RECORDS_COPY_ARRAYS_OR_HOLD_NONE,
            "calls bind their query strictly", CALLS_BIND_THEIR_QUERY_STRICTLY,
            "there is no drawer for odds and ends", NO_UTIL,
            "controllers do not draw", CONTROLLERS_DO_NOT_DRAW);

    @Test
    void the_arrows_between_the_rooms_hold() {
        ApplicationModules.of(YizhanApplication.class).verify();
    }

    @Test
    void every_room_says_what_it_is() {
        assertThat(ApplicationModules.of(YizhanApplication.class).stream()
                        .map(module -> module.getIdentifier().toString()))
                .contains("problem", "sql", "web", "station", "district", "dataset");
    }

    @TestFactory
    Stream<DynamicTest> rules_hold() {
        return RULES.entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(), () -> rule.getValue().check(SERVICE)));
    }

    @TestFactory
    Stream<DynamicTest> rules_can_fail() {
        JavaClasses broken = new ClassFileImporter().importPackages("dev.yizhan.broken");
        return RULES.entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(),
                        () -> assertThatExceptionOfType(AssertionError.class)
                                .isThrownBy(() -> rule.getValue().check(broken))
                                .withMessageContaining("Architecture Violation")));
    }
}
