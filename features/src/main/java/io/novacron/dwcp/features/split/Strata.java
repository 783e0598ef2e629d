package io.novacron.dwcp.features.split;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.xxhash64;

import io.novacron.dwcp.common.run.Seeds;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Deals groups evenly to the parts within each stratum, so that every part sees each stratum's
 * share: with 6 of 60 sites in a stratum, a hash gives a test part of 18 sites none of them one
 * time in ten.
 *
 * <p>Definition: within a stratum the groups stand in the order of a hash of seed and name; the
 * k-th of n, k from 0, gets (k + 0.5) / n. A group lies in the least stratum that it has a row in.
 *
 * <p>Cost: one aggregation to a row a group. Unlike a hash alone, a new group may move others of
 * its stratum to another part in a later night.
 */
public final class Strata {

  /** The column that {@link #deal} adds. */
  public static final String DEALT = "dealt";

  private Strata() {}

  /** {@code rows} with {@link #DEALT}, a number in (0, 1) that all rows of a group share. */
  public static Dataset<Row> deal(Dataset<Row> rows, String group, String stratum, long seed) {
    var within = Window.partitionBy("stratum");
    var order = within.orderBy(col("order"), col(group));
    var groups =
        rows.groupBy(group)
            .agg(min(stratum).as("stratum"))
            .withColumn("order", xxhash64(lit(Seeds.derive(seed, "strata")), col(group)))
            .select(
                col(group),
                row_number().over(order).minus(0.5D).divide(count(lit(1)).over(within)).as(DEALT));
    return rows.join(broadcast(groups), group);
  }
}
