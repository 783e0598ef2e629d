package io.novacron.dwcp.jobs.training.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.jobs.export.LstmModel;
import io.novacron.dwcp.jobs.export.LstmSpec;
import io.novacron.dwcp.jobs.export.LstmSpec.Size;
import io.novacron.dwcp.jobs.export.LstmToOnnx;
import io.novacron.dwcp.jobs.export.Lstms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LstmParityTest {

  private static final int WINDOWS = 10_500;

  @ParameterizedTest(name = "{0} layers of {1}, dense layer of {2}")
  @CsvSource({"1, 16, 0", "2, 16, 8"})
  void theFileForecastsAsTheNetworkOnExtremesAndGaps(int layers, int hidden, int dense) {
    var model = Lstms.model(Lstms.rich(new Size(layers, hidden, dense)), 3);
    var parity = new LstmParity(model);
    var windows = parity.withExtremes(Lstms.windows(model.spec(), 2000, 7), WINDOWS, 1);

    try (var scorer = LstmToOnnx.full(model).open()) {
      var report = parity.compare(scorer, windows);

      assertThat(report.rows()).isEqualTo(WINDOWS);
      assertThat(report.maxAbsDifference()).isBetween(1e-12, 1e-5);
      assertThat(report.passes()).isTrue();
    }
  }

  /** A last value a million times the others, before gates as sharp as learnt ones. */
  @ParameterizedTest(name = "{0} steps")
  @CsvSource({"10", "60"})
  void aSpikeAtTheEndOfAWindowCostsNoDigits(int steps) {
    var model = sharp(shapes(steps));
    var windows = Lstms.windows(model.spec(), 500, 7);
    for (var row = 0; row < windows.rows(); row++) {
      for (var i = windows.columns() - 3; i < windows.columns(); i++) {
        windows.set(row, i, windows.at(row, i - 3) * 1e6f);
      }
    }

    try (var scorer = LstmToOnnx.full(model).open()) {
      var report = new LstmParity(model).compare(scorer, windows);

      assertThat(report.maxAbsDifference()).isLessThan(1e-5);
    }
  }

  private static LstmSpec shapes(int steps) {
    var rich = Lstms.rich(new Size(1, 24, 0));
    var inputs =
        rich.inputs().stream()
            .map(input -> new LstmSpec.Input(input.field(), LstmSpec.Scaling.SHAPE))
            .toList();
    return new LstmSpec("sharp", steps, inputs, rich.targets(), rich.heads(), rich.size());
  }

  /** Its first layer's columns as large as those that took a small channel's size over. */
  private static LstmModel sharp(LstmSpec spec) {
    var plain = Lstms.model(spec, 3);
    var weights = plain.weights();
    for (var i = 0; i < spec.weights().get(0).size(); i++) {
      weights[i] *= 20;
    }
    return new LstmModel(plain.scaling(), weights);
  }

  @Test
  void seesTheFileOfAnotherModel() {
    var model = Lstms.model(Lstms.rich(new Size(1, 8, 0)), 3);
    var weights = model.weights();
    weights[weights.length - 1] += 0.01f;
    var other = new LstmModel(model.scaling(), weights);

    try (var scorer = LstmToOnnx.full(other).open()) {
      var report = new LstmParity(model).compare(scorer, Lstms.windows(model.spec(), 500, 7));

      assertThat(report.passes()).isFalse();
    }
  }
}
