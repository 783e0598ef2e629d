package io.novacron.dwcp.jobs.generate.trace;

import io.novacron.dwcp.jobs.generate.link.LinkType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Public data sets whose layout is known, each recognised by its folder and file name. */
enum TraceFormat {
  /** NYU-METS, PAM 2019: value and unit at 1 Hz, the unit changing from row to row. */
  NYU_PAM("nyu-mets", "pam-"),
  /** NYU-METS multivariate: throughput beside radio columns with sentinels, 1 Hz. */
  NYU_MV("nyu-mets", "mv-"),
  /** HSDPA Norway and Oboe: trace, time_s, throughput_mbps at irregular times. */
  TIMED_HSDPA("abr", "hsdpa"),
  TIMED_OBOE("abr", "oboe");

  private static final Map<String, Double> MBPS_PER_UNIT =
      Map.of("bits/sec", 1e-6, "Kbits/sec", 1e-3, "Mbits/sec", 1.0, "Gbits/sec", 1e3);
  private static final String PEER = "measured";

  private final String folder;
  private final String prefix;

  TraceFormat(String folder, String prefix) {
    this.folder = folder;
    this.prefix = prefix;
  }

  /** The format of a file, if it is one of these. */
  static Optional<TraceFormat> of(String folderName, String fileName) {
    for (var format : values()) {
      if (folderName.equals(format.folder) && fileName.startsWith(format.prefix)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /** Reads lines into {@code log}; a line without a measurement becomes a dirty sample. */
  void read(String name, List<String> lines, TraceLog log) {
    switch (this) {
      case NYU_PAM -> readPam(name, lines, log);
      case NYU_MV -> readMultivariate(name, Csv.of(lines), log);
      case TIMED_HSDPA, TIMED_OBOE -> readTimed(Csv.of(lines), log);
    }
  }

  private static void readPam(String name, List<String> lines, TraceLog log) {
    var trace = log.trace(name, PEER, LinkType.WAN);
    for (var line : lines) {
      var cells = Csv.cells(line);
      var factor = cells.size() < 2 ? null : MBPS_PER_UNIT.get(cells.get(1));
      var mbps = TraceSample.UNREADABLE;
      if (factor == null) {
        log.count("nyu-mets pam: no unit of bits/sec");
      } else {
        var value = log.number(cells.get(0), "nyu-mets pam: no number");
        mbps = value.isPresent() ? value.getAsDouble() * factor : TraceSample.UNREADABLE;
      }
      trace.add(TraceSample.of(trace.size(), mbps));
    }
  }

  private static void readMultivariate(String name, Csv csv, TraceLog log) {
    var trace = log.trace(name, PEER, LinkType.WAN);
    for (var row = 0; row < csv.size(); row++) {
      for (var column : List.of("timing_advance", "band_mhz", "speed")) {
        var cell = csv.cell(row, column);
        if (cell.equals("2147483647") || cell.equals("-1")) {
          log.count("nyu-mets mv: sentinel in " + column + " (throughput kept)");
        }
      }
      var value = log.number(csv.cell(row, "throughput_mbps"), "nyu-mets mv: no number");
      trace.add(TraceSample.of(row, value.orElse(TraceSample.UNREADABLE)));
    }
  }

  private static void readTimed(Csv csv, TraceLog log) {
    for (var row = 0; row < csv.size(); row++) {
      var trace = log.trace(csv.cell(row, "trace"), PEER, LinkType.WAN);
      var at = log.number(csv.cell(row, "time_s"), "abr: no time");
      var value = log.number(csv.cell(row, "throughput_mbps"), "abr: no number");
      var fallbackS = trace.size();
      trace.add(TraceSample.of(at.orElse(fallbackS), value.orElse(TraceSample.UNREADABLE)));
    }
  }
}
