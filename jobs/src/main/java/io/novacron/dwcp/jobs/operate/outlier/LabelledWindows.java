package io.novacron.dwcp.jobs.operate.outlier;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.novacron.dwcp.common.error.DataError;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** Labelled windows of time, both ends included, in microseconds since 1970 UTC. */
record LabelledWindows(List<Window> windows) implements Serializable {

  private static final ObjectMapper JSON = new ObjectMapper();

  LabelledWindows {
    windows = List.copyOf(windows);
  }

  /** One window. */
  record Window(long from, long to) implements Serializable {

    boolean meets(long first, long last) {
      return first <= to && last >= from;
    }
  }

  /**
   * The windows of a series in a file {@code {name: {windows: [[from, to], …]}}}, its name bare or
   * as its publishers have it, {@code folder/name.csv}.
   */
  static LabelledWindows read(Path file, String name) {
    try {
      var windows = new ArrayList<Window>();
      for (var entry : JSON.readTree(Files.readString(file)).properties()) {
        if (entry.getKey().equals(name) || entry.getKey().endsWith("/" + name + ".csv")) {
          for (var window : entry.getValue().path("windows")) {
            windows.add(
                new Window(micros(window.path(0).asText()), micros(window.path(1).asText())));
          }
        }
      }
      return new LabelledWindows(windows);
    } catch (IOException | DateTimeException e) {
      throw new DataError(
          "Cannot read labelled windows: %s of %s; restore the file".formatted(name, file), e);
    }
  }

  private static long micros(String time) {
    var parsed = LocalDateTime.parse(time.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    return ChronoUnit.MICROS.between(java.time.Instant.EPOCH, parsed);
  }

  /** Those that end at {@code micros} or later. */
  LabelledWindows from(long micros) {
    return new LabelledWindows(windows.stream().filter(window -> window.to() >= micros).toList());
  }

  /** Whether a time lies in one of them. */
  Column contains(Column time) {
    var inside = functions.lit(false);
    for (var window : windows) {
      inside = inside.or(time.between(timestamp(window.from()), timestamp(window.to())));
    }
    return inside;
  }

  private static Timestamp timestamp(long micros) {
    var seconds = Math.floorDiv(micros, 1_000_000L);
    var nanos = Math.floorMod(micros, 1_000_000L) * 1000;
    return Timestamp.from(java.time.Instant.ofEpochSecond(seconds, nanos));
  }
}
