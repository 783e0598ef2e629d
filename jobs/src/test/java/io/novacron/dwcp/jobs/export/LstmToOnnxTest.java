package io.novacron.dwcp.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.novacron.dwcp.jobs.export.LstmSpec.Anchor;
import io.novacron.dwcp.jobs.export.LstmSpec.Heads;
import io.novacron.dwcp.jobs.export.LstmSpec.Input;
import io.novacron.dwcp.jobs.export.LstmSpec.Scaling;
import io.novacron.dwcp.jobs.export.LstmSpec.Size;
import io.novacron.dwcp.jobs.export.LstmSpec.Target;
import io.novacron.dwcp.jobs.export.TensorSpec.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LstmToOnnxTest {

  @ParameterizedTest(name = "{0} layers of {1}, dense layer of {2}")
  @CsvSource({"1, 8, 0", "2, 8, 0", "1, 5, 7", "2, 16, 9"})
  void forecastsAsTheDefinitionSays(int layers, int hidden, int dense) {
    var spec = Lstms.rich(new Size(layers, hidden, dense));
    var model = Lstms.model(spec, layers);
    var windows = Lstms.windows(spec, 300, 5);

    var actual = scored(model, windows);

    var naive = naive(model);
    for (var row = 0; row < windows.rows(); row++) {
      var expected = naive.of(windows.slice(row, row + 1).values());
      for (var i = 0; i < expected.length; i++) {
        assertThat((double) actual.at(row, i)).isCloseTo(expected[i], within(1e-5));
      }
    }
  }

  @Test
  void forecastsFromGapsAlone() {
    var spec = Lstms.rich(new Size(1, 8, 0));
    var model = Lstms.model(spec, 1);
    var windows = FloatMatrix.zeros(1, spec.windowValues());
    Arrays.fill(windows.values(), Float.NaN);

    var actual = scored(model, windows);

    var expected = naive(model).of(windows.values());
    for (var i = 0; i < expected.length; i++) {
      assertThat((double) actual.at(0, i)).isCloseTo(expected[i], within(1e-5));
    }
  }

  @Test
  void forecastsWithoutAnyWindowScaling() {
    var spec =
        new LstmSpec(
            "plain",
            4,
            List.of(new Input(new Field("a", "1"), Scaling.STANDARD)),
            List.of(new Target(new Field("a", "1"), Anchor.LAST, "a")),
            Heads.NONE,
            new Size(1, 3, 0));
    var weights = new float[spec.weights().stream().mapToInt(LstmSpec.Weight::size).sum()];
    Arrays.fill(weights, 0.2f);
    var scaling = new WindowScaling(spec, List.of(0.5f, 0f), List.of(0.25f, 1f), Lstms.FLOOR);
    var windows = FloatMatrix.of(new float[] {0.1f, 0.4f, Float.NaN, 0.7f}, 4);

    var actual = scored(new LstmModel(scaling, weights), windows);

    var naive =
        new NaiveForecast(spec, scaling.centres(), scaling.deviations(), Lstms.FLOOR, weights);
    assertThat((double) actual.at(0, 0)).isCloseTo(naive.of(windows.values())[0], within(1e-6));
  }

  @Test
  void showsTheNetworkNeitherLevelsNorInputsThatItIsNotToSee() {
    var inputs =
        List.of(
            new Input(new Field("bandwidth", "1000 Mbps"), Scaling.SHAPE),
            new Input(new Field("latency", "100 ms"), Scaling.RATIO),
            new Input(new Field("hour", "24 h"), Scaling.UNSEEN));
    var rich = Lstms.rich(new Size(1, 8, 0));
    var spec = new LstmSpec("quiet", 10, inputs, rich.targets(), rich.heads(), rich.size());
    var model = Lstms.model(spec, 4);
    var windows = Lstms.windows(spec, 300, 5);
    var hours = FloatMatrix.of(windows.values().clone(), windows.columns());
    for (var row = 0; row < hours.rows(); row++) {
      for (var i = 2; i < hours.columns(); i += 3) {
        hours.set(row, i, row);
      }
    }

    var actual = scored(model, windows);

    var naive = naive(model);
    for (var row = 0; row < windows.rows(); row++) {
      var expected = naive.of(windows.slice(row, row + 1).values());
      for (var i = 0; i < expected.length; i++) {
        assertThat((double) actual.at(row, i)).isCloseTo(expected[i], within(1e-5));
      }
    }
    assertThat(scored(model, hours).values()).containsExactly(actual.values());
    assertThat(spec.channels()).isEqualTo(5);
  }

  @Test
  void survivesUnclippedValues() {
    var spec = Lstms.rich(new Size(1, 8, 0));
    var model = Lstms.model(spec, 1);
    var windows = Lstms.windows(spec, 1, 5);
    windows.set(0, 9, 1e9f);
    windows.set(0, 10, -1e9f);

    var actual = scored(model, windows);

    for (float value : actual.values()) {
      assertThat(value).isFinite();
    }
  }

  @Test
  void writesTheContractsFileWithItsTargetsInItsOrder() {
    var spec = Lstms.rich(new Size(1, 8, 0));
    var model = Lstms.model(spec, 1);
    var windows = Lstms.windows(spec, 256, 5);

    var contract = LstmToOnnx.contract(model, List.of("loss", "bandwidth"));

    var all = scored(model, windows);
    assertThat(contract.signature().outputs()).hasSize(1);
    assertThat(contract.signature().inputs().get(0).shape()).containsExactly(10, 3);
    assertThat(contract.signature().inputs().get(0).fieldNames())
        .startsWith("bandwidth@-9", "latency@-9")
        .endsWith("hour@0");
    try (var scorer = contract.open()) {
      var output = scorer.score(windows).floats(LstmToOnnx.OUTPUT);
      assertThat(output.columns()).isEqualTo(2);
      for (var row = 0; row < windows.rows(); row++) {
        assertThat(output.at(row, 0)).isEqualTo(all.at(row, 2));
        assertThat(output.at(row, 1)).isEqualTo(all.at(row, 0));
      }
      assertThat(scorer.score(windows.slice(0, 1)).floats(LstmToOnnx.OUTPUT).at(0, 1))
          .isCloseTo(all.at(0, 0), within(1e-6f));
    }
  }

  @Test
  void writesTheSameBytesOfOpset15() throws InvalidProtocolBufferException {
    var model = Lstms.model(Lstms.rich(new Size(2, 8, 4)), 1);

    var bytes = LstmToOnnx.full(model).bytes();

    assertThat(LstmToOnnx.full(model).bytes()).isEqualTo(bytes);
    assertThat(ModelProto.parseFrom(bytes).getOpsetImport(0).getVersion()).isEqualTo(15);
  }

  /** From the outputs alone: two logistic halves through the forecast and its quantiles. */
  @Test
  void givesClassesTheProbabilitiesOfTheirSharesOfTheReference() {
    var spec = Lstms.rich(new Size(1, 8, 0));
    var model = spread(Lstms.model(spec, 2));
    var windows = Lstms.windows(spec, 400, 5);
    var references = FloatMatrix.zeros(400, 1);
    var random = new Random(1);
    for (var row = 0; row < 400; row++) {
      references.set(row, 0, row == 7 ? Float.NaN : 0.2f + 2 * random.nextFloat());
    }

    try (var scorer = LstmToOnnx.full(model).open()) {
      var scores = scorer.score(windows.beside(references));
      var classes = scores.floats(LstmToOnnx.CLASSES);
      var plain = 0;
      for (var row = 0; row < 400; row++) {
        double forecast = scores.floats(LstmToOnnx.OUTPUT).at(row, 0);
        double low = scores.floats(LstmToOnnx.QUANTILES).at(row, 0);
        double high = scores.floats(LstmToOnnx.QUANTILES).at(row, 3);
        var narrow = 0.02 * model.scaling().scale(windows.slice(row, row + 1).values(), 0);
        if (row != 7 && forecast - low > narrow && high - forecast > narrow) {
          var degraded = below(0.7 * references.at(row, 0), forecast, low, high);
          var bad = below(0.3 * references.at(row, 0), forecast, low, high);
          assertThat((double) classes.at(row, 0)).isCloseTo(1 - degraded, within(1e-4));
          assertThat((double) classes.at(row, 1)).isCloseTo(degraded - bad, within(1e-4));
          assertThat((double) classes.at(row, 2)).isCloseTo(bad, within(1e-4));
          plain++;
        }
      }
      assertThat(plain).isGreaterThan(300);
      assertThat(classes.slice(7, 8).values()).containsOnly(Float.NaN);
      assertThat(scorer.signature().output(LstmToOnnx.CLASSES).fieldNames())
          .containsExactly("good", "degraded", "bad");
    }
  }

  /** With the bandwidth's quantiles further from its forecast. */
  private static LstmModel spread(LstmModel plain) {
    var weights = plain.weights();
    var bias = weights.length - plain.spec().headValues();
    weights[bias + 3] -= 2;
    weights[bias + 6] += 2;
    return new LstmModel(plain.scaling(), weights);
  }

  /** Levels 0.1 and 0.9: their odds are 9. */
  private static double below(double bound, double forecast, double low, double high) {
    var half = bound < forecast ? forecast - low : high - forecast;
    return 1 / (1 + Math.pow(9, -(bound - forecast) / half));
  }

  @Test
  void refusesTargetsThatTheModelHasNot() {
    var model = Lstms.model(Lstms.rich(new Size(1, 8, 0)), 1);

    assertThatThrownBy(() -> LstmToOnnx.contract(model, List.of("jitter")))
        .hasMessageContaining("[jitter]")
        .hasMessageContaining("[bandwidth, latency, loss]");
    assertThatThrownBy(() -> LstmToOnnx.contract(model, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesSpecsThatCannotBe() {
    assertThatThrownBy(() -> new Size(3, 8, 0)).hasMessageContaining("layers 3");
    assertThatThrownBy(() -> new Heads(List.of(1.0), ShareClasses.NONE))
        .hasMessageContaining("[1.0]");
    var names = List.of("high", "low");
    assertThatThrownBy(() -> new ShareClasses("x", names, List.of(0.3, 0.2)))
        .hasMessageContaining("[0.3, 0.2]");
    assertThatThrownBy(() -> new ShareClasses("x", List.of("a", "b", "c"), List.of(0.3, 0.7)))
        .hasMessageContaining("falling");
    var classes = new ShareClasses("x", names, List.of(0.3));
    assertThatThrownBy(() -> new Heads(List.of(0.1), classes)).hasMessageContaining("of 0.5");
    assertThatThrownBy(
            () -> Lstms.spec(9, new Heads(List.of(0.1, 0.9), classes), new Size(1, 1, 0)))
        .hasMessageContaining("of a target that it has not: x");
    assertThatThrownBy(() -> Lstms.spec(1, Heads.NONE, new Size(1, 1, 0)))
        .hasMessageContaining("1 steps");
    var spec = Lstms.rich(new Size(1, 2, 0));
    var astray = List.of(new Target(new Field("x", "1"), Anchor.LAST, "y"));
    assertThatThrownBy(() -> new LstmSpec("f", 2, spec.inputs(), astray, Heads.NONE, spec.size()))
        .hasMessageContaining("target x is anchored to no input: y");
    assertThatThrownBy(() -> new LstmModel(Lstms.scaling(spec), new float[3]))
        .hasMessageContaining("of 3 weights");
    assertThatThrownBy(() -> new WindowScaling(spec, List.of(), List.of(), 1))
        .hasMessageContaining("Cannot scale windows of forecast");
  }

  private static NaiveForecast naive(LstmModel model) {
    var scaling = model.scaling();
    return new NaiveForecast(
        model.spec(), scaling.centres(), scaling.deviations(), scaling.floor(), model.weights());
  }

  /** Targets, then quantiles. */
  private static FloatMatrix scored(LstmModel model, FloatMatrix windows) {
    try (var scorer = LstmToOnnx.full(model).open()) {
      var isClassed = !model.spec().heads().classes().isNone();
      var unknown = FloatMatrix.zeros(windows.rows(), 1);
      Arrays.fill(unknown.values(), Float.NaN);
      var scores = scorer.score(isClassed ? windows.beside(unknown) : windows);
      var all = scores.floats(LstmToOnnx.OUTPUT);
      return isClassed ? all.beside(scores.floats(LstmToOnnx.QUANTILES)) : all;
    }
  }
}
