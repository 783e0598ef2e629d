package io.novacron.dwcp.jobs.training.alarm;

import io.novacron.dwcp.jobs.training.TrainingSet;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How a model's labelled rows call what every alarm is judged by.
 *
 * <p>Beside these a row has {@code ts}, the window's end; {@code label}, whose word is {@code
 * positive}, {@code normal}, or null where nobody is judged by the window; and {@code started_at},
 * the event's onset.
 *
 * @param entity column of who is watched
 * @param event column of the event that the window overlaps, null without one
 * @param positive the label of a window in an event
 * @param slices columns that rows are sliced by, words or null
 */
public record AlarmColumns(String entity, String event, String positive, List<String> slices)
    implements Serializable {

  /** Column with the score, double 0..1, high = anomalous. */
  public static final String SCORE = "score";

  /** Column with the scorer's name. */
  public static final String SCORER = "scorer";

  /** The label of a window that nothing befell. */
  public static final String NORMAL = "normal";

  /** Slice by the hour of the window's end, beside the columns. */
  static final String HOUR = "hour";

  public AlarmColumns {
    slices = List.copyOf(slices);
  }

  /** What scored rows are sliced by. */
  public List<String> dimensions() {
    var all = new ArrayList<>(slices);
    all.add(HOUR);
    return List.copyOf(all);
  }

  /** What a labelled row must have; scorer and score come on top. */
  List<String> needed() {
    var all = new ArrayList<>(List.of(TrainingSet.DATASET, entity, "ts", "label", event));
    all.add("started_at");
    slices.stream().filter(name -> !all.contains(name)).forEach(all::add);
    return all;
  }
}
