package io.novacron.dwcp.jobs.model.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.common.config.ConfigReader;
import io.novacron.dwcp.evaluation.gate.GateConfig;
import io.novacron.dwcp.evaluation.gate.GateResult;
import io.novacron.dwcp.evaluation.gate.Judge;
import io.novacron.dwcp.evaluation.gate.MeasuredDifference;
import io.novacron.dwcp.evaluation.gate.MeasuredValue;
import io.novacron.dwcp.evaluation.gate.Numbers;
import io.novacron.dwcp.evaluation.gate.Verdict;
import io.novacron.dwcp.evaluation.leak.LeakCheck;
import io.novacron.dwcp.evaluation.leak.LeakFinding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The shipped gates on made-up numbers. */
class BandwidthGatesTest {

  private static final List<String> FLOORS =
      List.of("floor:persistence", "floor:moving-average", "floor:seasonal", "floor:ar5");
  private static final List<String> PARTS =
      List.of("test", "test_seed_1", "test_seed_2", "test_seed_3", "test_seed_4");

  private static BandwidthModelConfig config(String contract) {
    return ConfigReader.read(
        ConfigReader.load(List.of(), Map.of()),
        "models.bandwidth." + contract,
        BandwidthModelConfig.class);
  }

  private static MeasuredValue value(String metric, String part, double value) {
    return new MeasuredValue(
        metric,
        part,
        "all",
        "candidate",
        OptionalDouble.of(value),
        OptionalDouble.of(value),
        OptionalDouble.of(value),
        5000,
        "t");
  }

  private static Verdict judged(double mape, Map<String, Double> differences) {
    var values = new ArrayList<MeasuredValue>();
    values.add(value("pearson_r", "test", 0.99));
    values.add(value("accuracy", "test", 0.99));
    PARTS.forEach(part -> values.add(value("mape", part, mape)));
    var measured = new ArrayList<MeasuredDifference>();
    FLOORS.forEach(
        floor -> {
          var end = OptionalDouble.of(differences.getOrDefault(floor, -1.0));
          for (var metric : List.of("rmse", "rmse:share_1")) {
            measured.add(
                new MeasuredDifference(
                    metric, "test", "candidate", floor, end, end, end, 5000, "t"));
          }
        });
    var leaks =
        Arrays.stream(LeakCheck.values())
            .map(check -> new LeakFinding(check.word(), true, "holds"))
            .toList();
    return Judge.judge(
        new Numbers(values, measured),
        Optional.empty(),
        GateConfig.of(config("datacenter").gates()),
        leaks);
  }

  private static List<String> refusals(Verdict verdict) {
    return verdict.results().stream()
        .filter(GateResult::refuses)
        .map(result -> result.gate().name())
        .toList();
  }

  @Test
  void blessesAForecastThatBeatsEveryFloorAndMissesByLittle() {
    assertThat(judged(0.03, Map.of()).mayPublish()).isTrue();
  }

  @Test
  void refusesTheLastValueSoldAsAForecast() {
    var verdict = judged(0.03, Map.of("floor:persistence", 0.0));

    assertThat(verdict.mayPublish()).isFalse();
    assertThat(refusals(verdict)).containsExactly("beats-persistence");
  }

  @Test
  void refusesAForecastThatMissesByMoreThanTheTarget() {
    assertThat(refusals(judged(0.06, Map.of())))
        .contains("misses-by-little")
        .doesNotContain("beats-ar5");
  }

  @Test
  void bothContractsHaveTheSameGates() {
    assertThat(config("internet").gates()).isEqualTo(config("datacenter").gates());
    assertThat(
            BandwidthFiles.contractFile(
                io.novacron.dwcp.features.sequence.SequenceContract.INTERNET))
        .isEqualTo("internet_bandwidth_predictor.onnx");
  }
}
