package io.novacron.dwcp.jobs.training;

import io.novacron.dwcp.common.schema.AlarmTables;
import io.novacron.dwcp.evaluation.decision.EpisodeRules;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The windows in which a model calls somebody, and how they become episodes.
 *
 * @param windows rows of {@link #SCHEMA}, one for each window in alarm
 */
public record Alarms(Dataset<Row> windows, EpisodeRules rules) {

  /** Columns of {@code alarms} that the run knows and a model does not. */
  private static final List<String> OF_THE_RUN =
      List.of("run_id", "ds", "model", "version", "scorer");

  /** Columns of {@code alarms} that a model knows, in their order. */
  public static final StructType SCHEMA =
      new StructType(
          Arrays.stream(AlarmTables.ALARMS.structType().fields())
              .filter(field -> !OF_THE_RUN.contains(field.name()))
              .toArray(StructField[]::new));
}
