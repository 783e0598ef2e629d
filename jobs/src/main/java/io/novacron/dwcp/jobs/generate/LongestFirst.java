package io.novacron.dwcp.jobs.generate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Deals numbered pieces of work to tasks, the longest first: Spark begins its tasks in their order,
 * so that no long one is begun last.
 *
 * @param pieces how many there are, numbered from 0
 * @param weight what a piece costs, roughly
 * @param tasks most tasks; with fewer pieces each piece is one
 */
record LongestFirst(int pieces, IntToDoubleFunction weight, int tasks) {

  /** What the tasks do, in their order; pieces go to them in turn. */
  List<List<Integer>> dealt() {
    var order =
        IntStream.range(0, pieces)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -weight.applyAsDouble(i)))
            .toList();
    var used = Math.min(tasks, pieces);
    var hands = new ArrayList<List<Integer>>();
    for (var task = 0; task < used; task++) {
      var hand = new ArrayList<Integer>();
      for (var place = task; place < pieces; place += used) {
        hand.add(order.get(place));
      }
      hands.add(List.copyOf(hand));
    }
    return List.copyOf(hands);
  }

  /**
   * The rows of all pieces; their order depends on the number of tasks, they do not.
   *
   * @param work a piece's rows; it runs in a task
   */
  Dataset<Row> rows(SparkSession spark, StructType schema, FlatMapFunction<Integer, Row> work) {
    var hands = new ArrayList<>(dealt());
    var context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    var pieces = context.parallelize(hands, Math.max(1, hands.size())).flatMap(List::iterator);
    return spark.createDataset(pieces.rdd(), Encoders.INT()).flatMap(work, Encoders.row(schema));
  }
}
