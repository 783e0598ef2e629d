package io.novacron.dwcp.jobs.generate;

import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.schema.Tables;
import java.util.Locale;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The sources of the landing folder. */
public enum Source {
  LINK,
  TRANSFERS,
  OUTCOMES,
  CONDITIONS,
  NODE,
  NODE_LINK,
  INCIDENTS,
  PATH,
  PATH_STATE,
  CONSENSUS,
  EPISODES;

  /** Name of the folder below {@code raw/}. */
  public String folder() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The table that ingestion makes of it. */
  public TableSpec table() {
    return switch (this) {
      case LINK -> Tables.TELEMETRY_LINK;
      case TRANSFERS -> Tables.TELEMETRY_TRANSFERS;
      case OUTCOMES -> Tables.TELEMETRY_OUTCOMES;
      case CONDITIONS -> Tables.TELEMETRY_CONDITIONS;
      case NODE -> Tables.TELEMETRY_NODE;
      case NODE_LINK -> Tables.TELEMETRY_NODE_LINK;
      case INCIDENTS -> Tables.TELEMETRY_INCIDENTS;
      case PATH -> Tables.TELEMETRY_PATH;
      case PATH_STATE -> Tables.TELEMETRY_PATH_STATE;
      case CONSENSUS -> Tables.TELEMETRY_CONSENSUS;
      case EPISODES -> Tables.CONSENSUS_EPISODES;
    };
  }

  /**
   * Columns as they land: the table's without {@code ds}, which the partition folder carries, and
   * all nullable, for raw rows promise nothing.
   */
  public StructType landingSchema() {
    return DataTypes.createStructType(
        table().columns().stream()
            .filter(column -> !column.name().equals(TableSpec.DS))
            .map(column -> DataTypes.createStructField(column.name(), column.type(), true))
            .toArray(StructField[]::new));
  }
}
