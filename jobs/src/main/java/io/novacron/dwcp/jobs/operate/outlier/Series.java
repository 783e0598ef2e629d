package io.novacron.dwcp.jobs.operate.outlier;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.error.InfraError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One machine, server or table of a set.
 *
 * @param train the file to fit on, where it has one of its own
 * @param test the file to score
 */
record Series(String name, Optional<Path> train, Path test) {

  /**
   * The series of a folder by name; none when there is no folder.
   *
   * @throws DataError when a series lacks the file to fit on
   */
  static List<Series> in(Path folder, OutlierSet.Files files) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var found = Files.newDirectoryStream(folder, "*" + files.test())) {
      var series = new ArrayList<Series>();
      for (var test : found) {
        var file = test.getFileName().toString();
        var name = file.substring(0, file.length() - files.test().length());
        series.add(new Series(name, train(folder, name, files), test));
      }
      series.sort(Comparator.comparing(Series::name));
      return series;
    } catch (IOException e) {
      throw new InfraError("Cannot list measured data: " + folder + "; check the folder", e);
    }
  }

  private static Optional<Path> train(Path folder, String name, OutlierSet.Files files) {
    if (files.train().isEmpty()) {
      return Optional.empty();
    }
    var train = folder.resolve(name + files.train());
    if (!Files.isRegularFile(train)) {
      throw new DataError(
          "Cannot read measured data: no file to fit on: %s; restore it".formatted(train));
    }
    return Optional.of(train);
  }
}
