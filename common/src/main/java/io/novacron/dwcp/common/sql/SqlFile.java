package io.novacron.dwcp.common.sql;

import io.novacron.dwcp.common.error.InfraError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A SQL statement in a resource file with named arguments; values never become text. */
public record SqlFile(String resource, String text) {

  /**
   * Reads {@code sql/<topic>/NN_name.sql} from the class path.
   *
   * @throws InfraError when there is no such resource
   */
  public static SqlFile load(String resource) {
    var stream = SqlFile.class.getClassLoader().getResourceAsStream(resource);
    if (stream == null) {
      throw new InfraError(
          "Cannot load SQL: no resource: " + resource + "; the jar is incomplete, build it again");
    }
    try (stream) {
      return new SqlFile(resource, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new InfraError("Cannot load SQL: " + resource + " cannot be read; build again", e);
    }
  }

  /** Runs the statement with {@code arguments} bound to its {@code :name} markers. */
  public Dataset<Row> run(SparkSession spark, Map<String, Object> arguments) {
    return spark.sql(text, arguments);
  }
}
