package io.novacron.dwcp.evaluation.decision;

import static org.apache.spark.sql.functions.broadcast;

import io.novacron.dwcp.common.schema.AlarmTables;
import io.novacron.dwcp.evaluation.decision.AlarmEpisodes.Episode;
import io.novacron.dwcp.evaluation.decision.AlarmEvents.Window;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Rows of {@code alarms} as rows of {@code alarm_episodes}.
 *
 * <p>Of each cause an episode has the sum of its contributions, and the deviation that was largest
 * in size; its severity goes by the largest of them all. Equal contributions stand in the order of
 * their metrics' names. Cost: one shuffle of the alarms by entity; a task holds one entity's.
 */
public final class EpisodeRows {

  /** Column of {@code lastSeen}: end of the last window that a scorer looked at. */
  public static final String LAST_AT = "last_at";

  private static final List<String> GROUP = List.of("scorer", "dataset", "entity");
  private static final long MS_A_SECOND = 1000;

  private EpisodeRows() {}

  /**
   * The episodes.
   *
   * @param alarms rows of {@code alarms} of one run and model
   * @param lastSeen {@code scorer, dataset, entity} and {@link #LAST_AT}; one row for each
   */
  public static Dataset<Row> of(Dataset<Row> alarms, Dataset<Row> lastSeen, EpisodeRules rules) {
    return alarms
        .join(broadcast(lastSeen), GROUP.toArray(String[]::new))
        .groupByKey(
            (MapFunction<Row, String>)
                row ->
                    GROUP.stream()
                        .map(name -> row.<String>getAs(name))
                        .collect(Collectors.joining("\u0000")),
            Encoders.STRING())
        .flatMapGroups(new Merging(rules), Encoders.row(AlarmTables.EPISODES.structType()));
  }

  private static long seconds(Row row, String column) {
    return Math.floorDiv(row.<Timestamp>getAs(column).getTime(), MS_A_SECOND);
  }

  private static double number(Row row, String column) {
    return row.<Double>getAs(column);
  }

  private record Merging(EpisodeRules rules) implements FlatMapGroupsFunction<String, Row, Row> {

    @Override
    public Iterator<Row> call(String key, Iterator<Row> group) {
      var rows = new ArrayList<Row>();
      group.forEachRemaining(rows::add);
      rows.sort(Comparator.comparing(row -> row.<Timestamp>getAs("ts")));
      var windows = rows.stream().map(Merging::window).toList();
      return new AlarmEpisodes(rules.mergeGapS())
          .of(windows).stream().map(episode -> row(rows, episode)).iterator();
    }

    private static Window window(Row row) {
      String event = row.getAs("incident_id");
      return new Window(seconds(row, "ts"), event == null ? "" : event, 0, true);
    }

    private Row row(List<Row> rows, Episode episode) {
      var own = rows.subList(episode.first(), episode.last() + 1);
      var last = own.get(own.size() - 1);
      var causes = causes(own);
      var deviation = causes.stream().mapToDouble(c -> Math.abs(c.getDouble(2))).max().orElse(0);
      var open =
          new AlarmEpisodes(rules.mergeGapS()).isOpen(seconds(last, "ts"), seconds(last, LAST_AT));
      var values = new ArrayList<@Nullable Object>();
      for (var name : List.of("run_id", "ds", "model", "version", "scorer", "dataset", "entity")) {
        values.add(last.getAs(name));
      }
      values.add(own.get(0).getAs("ts"));
      values.add(last.getAs("tier"));
      values.add(open ? null : last.getAs("ts"));
      values.add((long) own.size());
      values.add(own.stream().mapToDouble(row -> number(row, "score")).max().orElseThrow());
      values.add(rules.severity(deviation));
      values.add(causes.stream().limit(rules.causes()).toArray(Row[]::new));
      addIncident(values, episode, rows);
      return RowFactory.create(values.toArray());
    }

    private static void addIncident(
        List<@Nullable Object> values, Episode episode, List<Row> rows) {
      if (episode.isFalse()) {
        values.addAll(java.util.Arrays.asList(null, null, null, null));
        return;
      }
      var row = rows.get(episode.event());
      values.add(row.getAs("incident_id"));
      values.add(row.getAs("incident_kind"));
      values.add(row.getAs("incident_severity"));
      values.add(episode.finds() ? row.getAs("since_onset_s") : null);
    }

    /** All causes of the windows together, the largest contribution first. */
    private static List<Row> causes(List<Row> windows) {
      var sums = new TreeMap<String, Row>();
      for (var window : windows) {
        for (var cause : window.<Row>getList(window.fieldIndex("causes"))) {
          sums.merge(cause.getString(0), cause, Merging::together);
        }
      }
      return sums.values().stream()
          .sorted(Comparator.comparingDouble((Row cause) -> -cause.getDouble(1)))
          .toList();
    }

    private static Row together(Row one, Row other) {
      var larger = Math.abs(other.getDouble(2)) > Math.abs(one.getDouble(2)) ? other : one;
      return RowFactory.create(
          one.getString(0),
          one.getDouble(1) + other.getDouble(1),
          larger.getDouble(2),
          larger.getString(3));
    }
  }
}
