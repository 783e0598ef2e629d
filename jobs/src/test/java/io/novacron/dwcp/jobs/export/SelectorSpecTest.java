package io.novacron.dwcp.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.jobs.export.CandidateCost.Need;
import io.novacron.dwcp.jobs.export.SelectorSpec.CostColumn;
import io.novacron.dwcp.jobs.export.TensorSpec.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorSpecTest {

  private static final SelectorSettings SETTINGS = Selectors.spec().settings();

  @Test
  void packedCandidatesKeepTheirOrder() {
    assertThat(Selectors.spec().packed())
        .extracting(CandidateCost::label)
        .containsExactly("lz4", "zstd", "zstd-max", "delta+lz4", "delta+zstd-max");
  }

  @Test
  void allFaultsAreReportedTogether() {
    var features = List.of(new Field("a", "1"), new Field("a", "1"));
    var candidates =
        List.of(
            new CandidateCost("none", "", "", Set.of(Need.BASELINE)),
            new CandidateCost("none", "trial", "share", Set.of()));

    assertThatThrownBy(
            () -> new SelectorSpec(features, Map.of(), "has_baseline", candidates, SETTINGS))
        .hasMessageContaining("a feature occurs twice: [a, a]")
        .hasMessageContaining("no column, or no value where it is missing, for SIZE_BYTES")
        .hasMessageContaining("for STREAMS")
        .hasMessageContaining("no such feature: has_baseline")
        .hasMessageContaining("no such feature: trial")
        .hasMessageContaining("no such feature: share")
        .hasMessageContaining("each once: [none, none]")
        .hasMessageContaining("fallback must always be open: zstd; open are [none]");
  }

  @Test
  void aMissingValueNeedsANumberInItsPlace() {
    var quantities = new HashMap<>(Selectors.quantities());
    quantities.put(Quantity.STREAMS, new CostColumn("streams", Float.NaN));

    assertThatThrownBy(
            () ->
                new SelectorSpec(
                    Selectors.FEATURES, quantities, "has_baseline", Selectors.CANDIDATES, SETTINGS))
        .hasMessage(
            "Cannot describe a selector: no column, or no value where it is missing, for STREAMS");
  }

  @Test
  void oneCandidateIsNoChoice() {
    var only = List.of(new CandidateCost("zstd", "trial_lz4", "", Set.of()));

    assertThatThrownBy(
            () ->
                new SelectorSpec(
                    Selectors.FEATURES, Selectors.quantities(), "has_baseline", only, SETTINGS))
        .hasMessageContaining("two or more candidates");
  }

  @ParameterizedTest(name = "temperature {0} threshold {1} cores {2} slow {3}: {4}")
  @CsvSource({
    "0, 0.5, 8, 10, temperature: 0.0; it must be positive and finite",
    "NaN, 0.5, 8, 10, temperature: NaN; it must be positive and finite",
    "Infinity, 0.5, 8, 10, temperature: Infinity; it must be positive and finite",
    "1, 1.5, 8, 10, threshold: 1.5; it must be 0..1",
    "1, NaN, 8, 10, threshold: NaN; it must be 0..1",
    "1, 0.5, 0, 10, cores: 0; there must be 1..1048576",
    "1, 0.5, 9999999, 10, cores: 9999999; there must be 1..1048576",
    "1, 0.5, 8, -1, slow-link-below-mbps: -1.0; it must be at least 0 and finite",
    "1, 0.5, 8, Infinity, slow-link-below-mbps: Infinity; it must be at least 0 and finite"
  })
  void settingsOutOfRangeAreRefused(
      float temperature, float threshold, int cores, float slow, String message) {
    assertThatThrownBy(
            () -> new SelectorSettings(temperature, threshold, cores, slow, 1.1f, "zstd"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
