package io.novacron.dwcp.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses SUITE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("io.novacron.dwcp");

  @Test
  void floorsLookDownOnly() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("io.novacron.dwcp..")
        .layer("jobs")
        .definedBy("io.novacron.dwcp.jobs..")
        .layer("features")
        .definedBy("io.novacron.dwcp.features..")
        .layer("evaluation")
        .definedBy("io.novacron.dwcp.evaluation..")
        .layer("common")
        .definedBy("io.novacron.dwcp.common..")
        .whereLayer("jobs")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("features")
        .mayOnlyBeAccessedByLayers("jobs")
        .whereLayer("evaluation")
        .mayOnlyBeAccessedByLayers("jobs")
        .because("feature code must not be able to reach truth code")
        .check(SUITE);
  }

  @Test
  void launchIsAboveTheSteps() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..jobs.launch..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..jobs.launch..")
        .because("the command line is the top of the house")
        .check(SUITE);
  }

  @Test
  void judgeAndConfigurationKnowNoSpark() {
    noClasses()
        .that()
        .resideInAnyPackage("..evaluation.gate..", "..common.config..", "..jobs.export..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.spark..")
        .because("they are judged by tests without a session")
        .check(SUITE);
  }

  @Test
  void protocolsAreSimulatedWithoutSpark() {
    noClasses()
        .that()
        .resideInAPackage("..jobs.generate.consensus..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "io.novacron.dwcp.common.table..")
        .because("a protocol's behaviour must not depend on where it is simulated")
        .check(SUITE);
  }

  @Test
  void sessionsAreBuiltInLaunchOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..jobs.launch..")
        .should()
        .callMethod(SparkSession.class, "builder")
        .because("one place decides what a session is")
        .check(SUITE);
  }

  @Test
  void onlyTheTruthSideNamesTheOracle() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..evaluation.oracle..", "..jobs.model..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..evaluation.oracle..")
        .because("steps and features must not measure truth")
        .check(SUITE);
  }

  @Test
  void nobodySamplesShowsOrCaches() {
    var banned = Set.of("randomSplit", "sample", "show", "cache");

    var calls =
        SUITE.stream()
            .flatMap(type -> type.getMethodCallsFromSelf().stream())
            .filter(call -> call.getTargetOwner().isAssignableTo(Dataset.class))
            .filter(call -> banned.contains(call.getName()))
            .toList();

    assertThat(calls)
        .as("the same seed on 2 and 3 partitions shared 367 of 1,960 randomSplit rows")
        .isEmpty();
  }

  @Test
  void noJavaDeserialisationAndNoPrintingOutsideLaunch() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(java.io.ObjectInputStream.class)
        .because("a model's bytes must never run code")
        .check(SUITE);
    noClasses()
        .that()
        .resideOutsideOfPackage("..jobs.launch..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .because("libraries neither print nor exit")
        .check(SUITE);
  }

  @Test
  void namesSayWhatTheyAre() {
    classes()
        .should()
        .haveSimpleNameNotEndingWith("Utils")
        .andShould()
        .haveSimpleNameNotEndingWith("Helper")
        .andShould()
        .haveSimpleNameNotEndingWith("Manager")
        .andShould()
        .haveSimpleNameNotEndingWith("Impl")
        .because("such names say nothing")
        .check(SUITE);
  }
}
