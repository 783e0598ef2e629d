package io.novacron.dwcp.jobs.generate.trace;

import io.novacron.dwcp.common.error.InfraError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Simple comma-separated files, plain or gzip: no commas inside cells, quotes around some. */
final class Csv {

  private final List<String> header;
  private final List<List<String>> rows;

  private Csv(List<String> header, List<List<String>> rows) {
    this.header = header;
    this.rows = rows;
  }

  /** The file's lines. */
  static List<String> lines(Path file) {
    try (var raw = Files.newInputStream(file);
        var in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new InfraError("Cannot read a trace: unreadable file: " + file + "; replace it", e);
    }
  }

  /** Lines below a header; a short line is filled up with empty cells. */
  static Csv of(List<String> lines) {
    var rows = new ArrayList<List<String>>();
    for (var line : lines.subList(Math.min(1, lines.size()), lines.size())) {
      if (!line.isBlank()) {
        rows.add(cells(line));
      }
    }
    return new Csv(lines.isEmpty() ? List.of() : cells(lines.get(0)), rows);
  }

  static List<String> cells(String line) {
    var cells = new ArrayList<String>();
    for (var cell : line.split(",", -1)) {
      cells.add(cell.strip().replace("\"", ""));
    }
    return cells;
  }

  int size() {
    return rows.size();
  }

  /** The cell of row {@code row} in the named column, empty when there is none. */
  String cell(int row, String column) {
    var index = header.indexOf(column);
    var cells = rows.get(row);
    return index >= 0 && index < cells.size() ? cells.get(index) : "";
  }
}
