package io.novacron.dwcp.jobs.operate.outlier;

import io.novacron.dwcp.evaluation.metric.ScoreAreas;
import java.util.ArrayList;
import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** The areas of scores and labels in one partition; no row where there is only one kind. */
public final class AreasPass implements MapPartitionsFunction<Row, Row> {

  /** AUROC and AUPRC. */
  public static final StructType SCHEMA = StructType.fromDDL("auroc double, auprc double");

  private static final long serialVersionUID = 1L;

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    var scores = new ArrayList<Double>();
    var labels = new ArrayList<Boolean>();
    while (rows.hasNext()) {
      var row = rows.next();
      scores.add(row.getDouble(0));
      labels.add(row.getBoolean(1));
    }
    return ScoreAreas.of(scores, labels).stream()
        .map(areas -> RowFactory.create(areas.auroc(), areas.auprc()))
        .iterator();
  }
}
