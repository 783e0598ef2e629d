package io.novacron.dwcp.jobs.generate;

import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.schema.Tables;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The sources of the landing folder; those without a table have their place kept for later. */
public enum Source {
  LINK,
  TRANSFERS,
  OUTCOMES,
  CONDITIONS,
  NODE,
  INCIDENTS,
  PATH,
  PATH_STATE,
  CONSENSUS,
  EPISODES;

  /** Name of the folder below {@code raw/}. */
  public String folder() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The table that ingestion makes of it, once there is one. */
  public Optional<TableSpec> table() {
    return switch (this) {
      case LINK -> Optional.of(Tables.TELEMETRY_LINK);
      case TRANSFERS -> Optional.of(Tables.TELEMETRY_TRANSFERS);
      case OUTCOMES -> Optional.of(Tables.TELEMETRY_OUTCOMES);
      case CONDITIONS -> Optional.of(Tables.TELEMETRY_CONDITIONS);
      case NODE -> Optional.of(Tables.TELEMETRY_NODE);
      case INCIDENTS -> Optional.of(Tables.TELEMETRY_INCIDENTS);
      case PATH -> Optional.of(Tables.TELEMETRY_PATH);
      case PATH_STATE -> Optional.of(Tables.TELEMETRY_PATH_STATE);
      case CONSENSUS, EPISODES -> Optional.empty();
    };
  }

  /**
   * Columns as they land: the table's without {@code ds}, which the partition folder carries, and
   * all nullable, for raw rows promise nothing.
   *
   * @throws IllegalStateException when the source has no table yet
   */
  public StructType landingSchema() {
    var spec = table().orElseThrow(() -> new IllegalStateException(name() + " has no table"));
    return DataTypes.createStructType(
        spec.columns().stream()
            .filter(column -> !column.name().equals(TableSpec.DS))
            .map(column -> DataTypes.createStructField(column.name(), column.type(), true))
            .toArray(StructField[]::new));
  }
}
