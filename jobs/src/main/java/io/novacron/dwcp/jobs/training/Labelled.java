package io.novacron.dwcp.jobs.training;

import io.novacron.dwcp.common.schema.TableSpec;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Labels, and what else the truth floor wants on record about how it made them.
 *
 * @param labels rows of the model's label table
 * @param evidence rows by table, each carrying the run's id
 * @param detail one sentence for the ledger
 */
public record Labelled(Dataset<Row> labels, Map<TableSpec, Dataset<Row>> evidence, String detail) {

  public Labelled {
    evidence = Map.copyOf(evidence);
  }
}
