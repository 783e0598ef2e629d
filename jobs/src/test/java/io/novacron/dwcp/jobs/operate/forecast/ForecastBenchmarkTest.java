package io.novacron.dwcp.jobs.operate.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.novacron.dwcp.jobs.generate.trace.MeasuredRates;
import io.novacron.dwcp.jobs.operate.BenchmarkRow;
import io.novacron.dwcp.jobs.operate.BenchmarkRow.Verdict;
import io.novacron.dwcp.jobs.operate.forecast.Examples.Example;
import io.novacron.dwcp.jobs.operate.forecast.ForecastConfig.Kind;
import io.novacron.dwcp.jobs.operate.forecast.ForecastConfig.Reference;
import io.novacron.dwcp.jobs.operate.forecast.ForecastConfig.SeriesSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastBenchmarkTest {

  private static final String DATA = "nyu-mets/pam-a";
  private static final SeriesSet SET = new SeriesSet(DATA, 5, List.of(1), 1.5);

  private static final NetworkConfig NONE = Networks.of(List.of(), List.of());

  private static ForecastConfig config(Reference... references) {
    return new ForecastConfig(0.2, 5, 10, 100, List.of(SET), NONE, List.of(references));
  }

  /** A hundred seconds of one rate, in units that change from row to row. */
  private static void write(Path folder, double from, double step) throws IOException {
    var lines = new ArrayList<String>();
    for (var i = 0; i < 100; i++) {
      var mbps = from + step * i;
      lines.add(i % 3 == 0 ? mbps * 1e3 + ",Kbits/sec" : mbps + ",Mbits/sec");
    }
    Files.createDirectories(folder.resolve("nyu-mets"));
    Files.write(folder.resolve("nyu-mets/pam-a.csv"), lines);
  }

  private static double ours(List<BenchmarkRow> rows, String model) {
    return rows.stream()
        .filter(row -> row.model().equals(model))
        .mapToDouble(row -> row.ours().orElseThrow())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void measuresInMbitPerSecondWhateverTheUnitOfARow(@TempDir Path data) throws IOException {
    write(data, 10, 0.5);

    var rows = new ForecastBenchmark(config(), 1).run(data);

    assertThat(ours(rows, "last value")).isCloseTo(0.5, within(1e-9));
    assertThat(ours(rows, "moving average")).isCloseTo(1.5, within(1e-9));
    assertThat(ours(rows, "AR(5)")).isCloseTo(0, within(1e-3));
    assertThat(rows).allMatch(row -> row.n() == 20);
  }

  @Test
  void aFigureIsEqualWithinItsToleranceOrAtMostThePublishedOne() {
    var equal = new Reference(DATA, "m", 1, Kind.EQUAL, 2.45, 0.03);
    var most = new Reference(DATA, "m", 1, Kind.AT_MOST, 2.26, 0);

    assertThat(verdicts(equal, 2.43, 2.49)).containsExactly(Verdict.MET, Verdict.MISSED);
    assertThat(verdicts(equal, 2.41, 2.47)).containsExactly(Verdict.MISSED, Verdict.MET);
    assertThat(verdicts(most, 2.0, 2.27)).containsExactly(Verdict.MET, Verdict.MISSED);
    assertThat(ForecastBenchmark.verdict(1, java.util.Optional.empty())).isEqualTo(Verdict.ABSENT);
  }

  private static List<Verdict> verdicts(Reference reference, double... ours) {
    var found = new ArrayList<Verdict>();
    for (var one : ours) {
      found.add(ForecastBenchmark.verdict(one, java.util.Optional.of(reference)));
    }
    return found;
  }

  @Test
  void whatIsNotThereIsAbsentNeverMet(@TempDir Path data) throws IOException {
    write(data, 10, 0.5);
    var other = new SeriesSet("nyu-mets/pam-b", 5, List.of(1), 1.5);
    var config = new ForecastConfig(0.2, 5, 10, 100, List.of(other), NONE, List.of());

    assertThat(new ForecastBenchmark(config, 1).run(data))
        .hasSize(3)
        .allMatch(row -> row.verdict() == Verdict.ABSENT && row.ours().isEmpty());
  }

  @Test
  void historiesLieInOneRunAndTheTestIsTheLastFifth() {
    var runs = new ArrayList<List<MeasuredRates.At>>();
    for (var r = 0; r < 10; r++) {
      var run = new ArrayList<MeasuredRates.At>();
      for (var i = 0; i < 8; i++) {
        run.add(new MeasuredRates.At(r * 100 + i, r));
      }
      runs.add(run);
    }

    var examples = Examples.of(new MeasuredRates("x", runs), SET, 1, 0.2);

    assertThat(examples.train()).hasSize(24);
    assertThat(examples.test()).hasSize(6);
    assertThat(examples.test()).allMatch(one -> one.atS() >= 800);
    assertThat(examples.train())
        .allMatch(one -> one.history().stream().allMatch(value -> value == one.value()));
  }

  @Test
  void aLongerHorizonLooksFurtherBack() {
    var run = new ArrayList<MeasuredRates.At>();
    for (var i = 0; i < 20; i++) {
      run.add(new MeasuredRates.At(i, i));
    }

    var examples = Examples.of(new MeasuredRates("x", List.of(run)), SET, 3, 0.5);

    assertThat(examples.train().get(0))
        .isEqualTo(new Example(7, List.of(0.0, 1.0, 2.0, 3.0, 4.0), List.of(5.0, 6.0), 7));
  }

  @Test
  void refusesSettingsThatCannotBe() {
    assertThatThrownBy(() -> new ForecastConfig(1, 0, 0, 10, List.of(), NONE, List.of()))
        .hasMessageContaining("test-share: 1.0")
        .hasMessageContaining("autoregression: 0")
        .hasMessageContaining("block-rows, replicates: 0, 10");
    assertThatThrownBy(() -> new SeriesSet("x", 0, List.of(), 1))
        .hasMessageContaining("history, horizons of x: 0, []");
  }
}
