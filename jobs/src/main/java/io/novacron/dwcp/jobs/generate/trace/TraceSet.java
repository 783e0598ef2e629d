package io.novacron.dwcp.jobs.generate.trace;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.error.UsageError;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The measured traces below a folder, cut into links; those that can send come first.
 *
 * <p><b>Cost.</b> One pass over the files on the driver; 60 bytes a sample in memory, and in each
 * task.
 *
 * @param segments one link each
 * @param dirt lines or cells that are no measurement, by reason
 */
public record TraceSet(List<Trace> segments, Map<String, Long> dirt) implements Serializable {

  public TraceSet {
    segments = List.copyOf(segments);
    dirt = Map.copyOf(dirt);
  }

  /**
   * Reads every file whose folder and name are those of a known data set; others are left alone.
   *
   * @throws UsageError when the folder is missing
   * @throws DataError when no file is known
   */
  public static TraceSet read(Path folder, TraceConfig config) {
    var log = new TraceLog();
    for (var file : files(folder)) {
      read(file, log);
    }
    var segments = new ArrayList<Trace>();
    for (var trace : log.traces()) {
      trace.build().ifPresent(built -> segments.addAll(built.segments(config.segmentS())));
    }
    if (segments.isEmpty()) {
      throw new DataError(
          "Cannot read traces: no file of a known data set: %s; known are nyu-mets, starlink-road,"
                  .formatted(folder)
              + " intercloud and abr folders");
    }
    return new TraceSet(segments, log.dirt());
  }

  private static void read(Path file, TraceLog log) {
    var parent = file.toAbsolutePath().getParent();
    var folder = parent == null ? "" : String.valueOf(parent.getFileName());
    var name = String.valueOf(file.getFileName());
    var format = TraceFormat.of(folder, name);
    if (format.isPresent()) {
      var stem = name.substring(0, name.indexOf('.') < 0 ? name.length() : name.indexOf('.'));
      format.get().read(folder + "/" + stem, Csv.lines(file), log);
    } else if (folder.equals("starlink-road") && name.startsWith("iperf")) {
      var pings = file.resolveSibling(name.replace("iperf", "ping"));
      StarlinkRoad.read(Csv.lines(file), Files.exists(pings) ? Csv.lines(pings) : List.of(), log);
    } else if (folder.equals("intercloud") && name.startsWith("results-")) {
      InterCloud.read(Csv.lines(file), log);
    }
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new UsageError(
          "Cannot read traces: no such folder: " + folder + "; name a folder of traces");
    }
    try (var walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).sorted(Comparator.naturalOrder()).toList();
    } catch (IOException e) {
      throw new UsageError("Cannot read traces: unreadable folder: " + folder + "; check it", e);
    }
  }
}
