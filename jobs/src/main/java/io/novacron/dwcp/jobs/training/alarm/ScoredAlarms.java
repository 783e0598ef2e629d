package io.novacron.dwcp.jobs.training.alarm;

import static org.apache.spark.sql.functions.col;

import io.novacron.dwcp.evaluation.decision.AlarmEvents;
import io.novacron.dwcp.jobs.training.TrainingSet;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/**
 * Scores of windows as rows of {@code scored_rows}, without the run's own columns: alarms by each
 * scorer's rule, and what they add to events and false alarms.
 *
 * <p>An entity's windows of one part are judged together. A window without a label is decided like
 * any other; its truth stays null, so that it counts for events and false alarms alone.
 */
public final class ScoredAlarms {

  /** Parts whose rows are scored. */
  public static final List<String> DATASETS =
      List.of(TrainingSet.VALIDATION, TrainingSet.TEST, TrainingSet.TEST_SEEN);

  private static final String NO_EVENT = "none";
  private static final StructType SCHEMA =
      StructType.fromDDL(
          "dataset string not null, row_key string not null, entity string not null, ts timestamp"
              + " not null, truth string, prediction string, truth_value double, predicted_value"
              + " double, confidence double, slices map<string,string> not null, amounts"
              + " map<string,double> not null, scorer string not null");

  private final AlarmColumns columns;
  private final long stepSeconds;
  private final long mergeGapS;

  /**
   * @param stepSeconds what a window stands for, s
   * @param mergeGapS alarms of an entity no further apart are one call, s
   */
  public ScoredAlarms(AlarmColumns columns, long stepSeconds, long mergeGapS) {
    this.columns = columns;
    this.stepSeconds = stepSeconds;
    this.mergeGapS = mergeGapS;
  }

  /** The rows whose scores anybody asks for. */
  public static Dataset<Row> scorable(Dataset<Row> rows) {
    return rows.where(col(TrainingSet.DATASET).isin(DATASETS.toArray()));
  }

  /**
   * The same with the columns that {@link #of} and a scorer of {@code inputs} read: a pass over
   * rows as objects makes an object of every column, needed or not.
   */
  public Dataset<Row> scorable(Dataset<Row> rows, List<String> inputs) {
    var read =
        Stream.concat(columns.needed().stream(), inputs.stream())
            .distinct()
            .map(name -> col(name))
            .toArray(Column[]::new);
    return scorable(rows).select(read);
  }

  /**
   * The rows of {@code scored_rows}.
   *
   * @param scored labelled rows with {@code dataset}, scorer and score
   * @param rules how each scorer raises alarms; one without a rule decides nothing
   */
  public Dataset<Row> of(Dataset<Row> scored, Map<String, AlarmRule> rules) {
    var judge = new Judged(new HashMap<>(rules), columns, stepSeconds, mergeGapS);
    var entity = columns.entity();
    var read =
        Stream.concat(columns.needed().stream(), Stream.of(AlarmColumns.SCORER, AlarmColumns.SCORE))
            .map(name -> col(name))
            .toArray(Column[]::new);
    return scored
        .select(read)
        .groupByKey(
            (MapFunction<Row, String>)
                row ->
                    String.join(
                        "\u0000",
                        row.<String>getAs(AlarmColumns.SCORER),
                        row.<String>getAs(TrainingSet.DATASET),
                        row.<String>getAs(entity)),
            Encoders.STRING())
        .flatMapGroups(judge, Encoders.row(SCHEMA));
  }

  private record Judged(
      HashMap<String, AlarmRule> rules, AlarmColumns columns, long stepSeconds, long mergeGapS)
      implements FlatMapGroupsFunction<String, Row, Row> {

    @Override
    public Iterator<Row> call(String key, Iterator<Row> group) {
      var scorer = key.substring(0, key.indexOf('\u0000'));
      var rule = Optional.ofNullable(rules.get(scorer));
      var series = AlarmSeries.of(group, columns);
      var scores = series.scores();
      var result = new ArrayList<Row>(scores.length);
      if (rule.isEmpty()) {
        for (var i = 0; i < scores.length; i++) {
          result.add(row(scorer, series.rows().get(i), scores[i], null, Map.of()));
        }
        return result.iterator();
      }
      var alarms = rule.get().alarms(scores);
      var tallies = series.tallies(alarms, mergeGapS);
      for (var i = 0; i < scores.length; i++) {
        var decision = alarms[i] ? columns.positive() : AlarmColumns.NORMAL;
        result.add(row(scorer, series.rows().get(i), scores[i], decision, amounts(tallies.get(i))));
      }
      return result.iterator();
    }

    private Map<String, Double> amounts(AlarmEvents.Tally tally) {
      var amounts = new HashMap<String, Double>();
      amounts.put("observed_s", (double) stepSeconds);
      amounts.put("false_alarm", tally.falseAlarm());
      tally.detected().ifPresent(found -> amounts.put("event_detected", found));
      tally.detectS().ifPresent(seconds -> amounts.put("detect_s", seconds));
      return amounts;
    }

    private Row row(
        String scorer,
        Row row,
        double score,
        @Nullable String prediction,
        Map<String, Double> amounts) {
      Timestamp ts = row.getAs("ts");
      String entity = row.getAs(columns.entity());
      return RowFactory.create(
          row.getAs(TrainingSet.DATASET),
          entity + "@" + ts.toInstant(),
          entity,
          ts,
          row.getAs("label"),
          prediction,
          null,
          score,
          null,
          JavaConverters.mapAsScalaMap(slices(row, ts)),
          JavaConverters.mapAsScalaMap(amounts),
          scorer);
    }

    private Map<String, String> slices(Row row, Timestamp ts) {
      var slices = new HashMap<String, String>();
      columns.slices().forEach(name -> slices.put(name, word(row.getAs(name))));
      slices.put(AlarmColumns.HOUR, ts.toInstant().toString().substring(11, 13) + "h");
      return slices;
    }

    private static String word(@Nullable String value) {
      return value == null ? NO_EVENT : value;
    }
  }
}
