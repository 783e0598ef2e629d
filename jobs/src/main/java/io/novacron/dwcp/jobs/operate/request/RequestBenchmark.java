package io.novacron.dwcp.jobs.operate.request;

import io.novacron.dwcp.common.error.InfraError;
import io.novacron.dwcp.evaluation.metric.Intervals;
import io.novacron.dwcp.jobs.operate.BenchmarkRow;
import io.novacron.dwcp.jobs.operate.BenchmarkRow.Verdict;
import io.novacron.dwcp.jobs.operate.request.RequestConfig.RequestSet;
import io.novacron.dwcp.jobs.operate.request.RequestFile.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Slow requests of measured services: the joint distance beside the mean squared z of logarithms,
 * which is the floor, by mean over files of AUROC and of F1 at a threshold that held-back normal
 * rows set. A file is a task.
 */
public final class RequestBenchmark {

  private static final String FLOOR = "mean squared z of logs";
  private static final String OURS = "joint distance";
  private static final String AUROC = "auroc";
  private static final String F1 = "f1 at the fixed threshold";

  private final SparkSession spark;
  private final RequestConfig config;

  public RequestBenchmark(SparkSession spark, RequestConfig config) {
    this.spark = spark;
    this.config = config;
  }

  /** Four rows a set; absent ones where its folder is not there. */
  public List<BenchmarkRow> run(Path data) {
    return config.sets().stream().flatMap(set -> rows(set, data).stream()).toList();
  }

  private List<BenchmarkRow> rows(RequestSet set, Path data) {
    var measured = measured(data.resolve(set.folder()));
    var bounds = List.of(OptionalDouble.of(set.auroc()), OptionalDouble.of(set.f1()));
    var none = OptionalDouble.empty();
    return List.of(
        row(set, FLOOR, AUROC, none, measured, file -> file.plain().auroc()),
        row(set, FLOOR, F1, none, measured, file -> file.plain().f1()),
        row(set, OURS, AUROC, bounds.get(0), measured, file -> file.joint().auroc()),
        row(set, OURS, F1, bounds.get(1), measured, file -> file.joint().f1()));
  }

  private List<Measured> measured(Path folder) {
    var files = files(folder);
    if (files.isEmpty()) {
      return List.of();
    }
    var settings = config;
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(files, files.size())
        .flatMap(
            file ->
                RequestFile.read(Path.of(file), settings.label()).measured(settings).stream()
                    .iterator())
        .collect();
  }

  private static List<String> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var found = Files.newDirectoryStream(folder, "*.csv.gz")) {
      var files = new ArrayList<String>();
      found.forEach(file -> files.add(file.toString()));
      return files.stream().sorted().toList();
    } catch (IOException e) {
      throw new InfraError("Cannot list measured requests: " + folder + "; check the folder", e);
    }
  }

  private static BenchmarkRow row(
      RequestSet set,
      String model,
      String metric,
      OptionalDouble bound,
      List<Measured> files,
      ToDoubleFunction<Measured> figure) {
    var values = files.stream().mapToDouble(figure).boxed().toList();
    var mean = values.stream().mapToDouble(Double::doubleValue).average();
    var interval = Intervals.mean(values).within(0, 1);
    return new BenchmarkRow(
        set.folder(),
        model,
        metric + ", mean over files",
        mean,
        interval.low(),
        interval.high(),
        files.size(),
        OptionalDouble.empty(),
        bound,
        verdict(mean, bound));
  }

  private static Verdict verdict(OptionalDouble mean, OptionalDouble bound) {
    if (mean.isEmpty() || bound.isEmpty()) {
      return Verdict.ABSENT;
    }
    return mean.getAsDouble() >= bound.getAsDouble() ? Verdict.MET : Verdict.MISSED;
  }
}
