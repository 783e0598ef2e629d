package io.novacron.dwcp.evaluation.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JudgePropertyTest {

  private static final List<String> SCORERS =
      List.of("candidate", "champion", "floor:a", "ceiling:b");

  /** Some gates, the numbers they may read, and whether there is a champion. */
  record Night(GateConfig gates, List<Double> levels, boolean hasChampion) {

    Numbers numbers() {
      var values = new ArrayList<MeasuredValue>();
      var differences = new ArrayList<MeasuredDifference>();
      for (var s = 0; s < SCORERS.size(); s++) {
        var level = levels.get(s);
        values.add(Gates.measured(SCORERS.get(s), "accuracy", level, 500));
        if (s > 0) {
          var difference = levels.get(0) - level;
          differences.add(Gates.difference(SCORERS.get(s), difference, difference - 0.02));
        }
      }
      return new Numbers(values, differences);
    }

    Verdict judge(Numbers numbers) {
      return Judge.judge(
          numbers, hasChampion ? Optional.of("3") : Optional.empty(), gates, Gates.NO_LEAKS);
    }

    Night withCandidateAt(double level) {
      var others = new ArrayList<>(levels);
      others.set(0, level);
      return new Night(gates, others, hasChampion);
    }
  }

  @Provide
  Arbitrary<Night> nights() {
    var level = Arbitraries.integers().between(0, 50).map(i -> i / 50.0);
    var gate =
        Combinators.combine(
                Arbitraries.of(Comparison.values()),
                Arbitraries.of(SCORERS.subList(1, 4)),
                Arbitraries.of(Direction.AT_LEAST, Direction.ABOVE),
                level.map(x -> x - 0.5),
                Arbitraries.of(ReadAt.VALUE, ReadAt.CI_LOW),
                Arbitraries.of(Severity.values()))
            .as(
                (comparison, other, direction, bound, on, severity) ->
                    new Gate(
                        "g",
                        "accuracy",
                        "test",
                        "all",
                        comparison,
                        comparison == Comparison.VALUE ? Gate.NONE : other,
                        direction,
                        bound,
                        comparison == Comparison.RATIO ? ReadAt.VALUE : on,
                        10,
                        severity));
    return Combinators.combine(
            gate.list().ofMinSize(1).ofMaxSize(4),
            level.list().ofSize(4),
            Arbitraries.of(true, false))
        .as((gates, levels, champion) -> new Night(config(gates), levels, champion));
  }

  private static GateConfig config(List<Gate> drawn) {
    var gates = new ArrayList<Gate>();
    gates.add(Gates.value("accuracy", Direction.AT_LEAST, 0.3, ReadAt.VALUE));
    for (var i = 0; i < drawn.size(); i++) {
      var g = drawn.get(i);
      gates.add(
          new Gate(
              "g" + i,
              g.metric(),
              g.dataset(),
              g.slice(),
              g.comparison(),
              g.against(),
              g.direction(),
              g.bound(),
              g.on(),
              g.minN(),
              g.severity()));
    }
    return new GateConfig(gates);
  }

  @Property(tries = 300)
  void worseNumbersNeverTurnARefusalIntoABlessing(
      @ForAll("nights") Night night, @ForAll("losses") double loss) {
    var worse = night.withCandidateAt(night.levels().get(0) - loss);

    var before = night.judge(night.numbers());
    var after = worse.judge(worse.numbers());

    assertThat(after.mayPublish() && !before.mayPublish()).isFalse();
  }

  @Provide
  Arbitrary<Double> losses() {
    return Arbitraries.integers().between(0, 100).map(i -> i / 100.0);
  }

  @Property(tries = 300)
  void removingAnyNumberNeverHelps(@ForAll("nights") Night night) {
    var whole = night.numbers();
    var before = night.judge(whole).mayPublish();

    var afterwards = new ArrayList<Boolean>();
    for (var value : whole.values()) {
      var fewer = new ArrayList<>(whole.values());
      fewer.remove(value);
      afterwards.add(night.judge(new Numbers(fewer, whole.differences())).mayPublish());
    }
    for (var difference : whole.differences()) {
      var fewer = new ArrayList<>(whole.differences());
      fewer.remove(difference);
      afterwards.add(night.judge(new Numbers(whole.values(), fewer)).mayPublish());
    }

    assertThat(!before && afterwards.contains(true)).isFalse();
  }

  @Property(tries = 200)
  void fewerRowsNeverHelp(@ForAll("nights") Night night) {
    var whole = night.numbers();
    var thin =
        whole.values().stream()
            .map(v -> Gates.measured(v.scorer(), v.metric(), v.value().orElseThrow(), 9))
            .toList();

    var verdict = night.judge(new Numbers(thin, whole.differences()));

    assertThat(verdict.mayPublish()).isFalse();
  }

  @Property(tries = 200)
  void undefinedNumbersNeverPass(@ForAll("nights") Night night) {
    var undefined =
        night.numbers().values().stream()
            .map(
                v ->
                    new MeasuredValue(
                        v.metric(),
                        v.dataset(),
                        v.slice(),
                        v.scorer(),
                        OptionalDouble.empty(),
                        OptionalDouble.of(1),
                        OptionalDouble.of(1),
                        500,
                        "undefined"))
            .toList();

    var verdict = night.judge(new Numbers(undefined, night.numbers().differences()));

    assertThat(verdict.mayPublish()).isFalse();
  }
}
