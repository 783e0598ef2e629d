package io.novacron.dwcp.jobs.launch;

import io.novacron.dwcp.common.error.InfraError;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/** The versions of what a night runs on: nothing that names a machine, a user or a path. */
final class Environment {

  private static final String VERSIONS = "versions.properties";
  private static final List<String> JVM =
      List.of("java.version", "java.vm.name", "java.vm.version", "os.name", "os.arch");

  private Environment() {}

  /** Name to version: the JVM, the running Spark and Scala, and what the suite was built with. */
  static Map<String, String> describe(SparkSession spark) {
    var versions = new TreeMap<String, String>();
    JVM.forEach(name -> versions.put(name, System.getProperty(name, "-")));
    versions.put("running.spark", spark.version());
    versions.put("running.scala", scala.util.Properties.versionNumberString());
    var built = built();
    built
        .stringPropertyNames()
        .forEach(name -> versions.put("built-with." + name, built.getProperty(name)));
    return versions;
  }

  private static Properties built() {
    var properties = new Properties();
    try (var in = Environment.class.getClassLoader().getResourceAsStream(VERSIONS)) {
      if (in == null) {
        throw new InfraError(
            "Cannot name versions: no resource: " + VERSIONS + "; the jar is incomplete, build it");
      }
      properties.load(in);
      return properties;
    } catch (IOException e) {
      throw new InfraError("Cannot name versions: cannot read " + VERSIONS + "; build again", e);
    }
  }
}
