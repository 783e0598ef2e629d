package io.novacron.dwcp.features.probe;

import static io.novacron.dwcp.features.probe.ProbeTest.COST;
import static io.novacron.dwcp.features.probe.ProbeTest.NAMES;
import static io.novacron.dwcp.features.probe.ProbeTest.RICH;
import static io.novacron.dwcp.features.probe.ProbeTest.feature;
import static io.novacron.dwcp.features.probe.ProbeTest.look;
import static io.novacron.dwcp.features.probe.ProbeTest.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What a probe does with a budget that a baseline makes smaller. */
class ProbeBudgetTest {

  @Test
  void looksLessCloselyWhereTheBaselineHoldsNearlyEverything() {
    var payload = random(200_000, 1);
    var near = payload.clone();
    Arrays.fill(near, 0, 2_000, (byte) 1);
    var far = payload.clone();
    Arrays.fill(far, 0, 120_000, (byte) 1);
    var bound = COST.scanMs(200_000, 200_000) + 0.1;
    var allowance = new Probe.Allowance(bound + 0.4, false, bound, 0.4);

    var little = look(payload, near, allowance);
    var much = look(payload, far, allowance);

    assertThat(little.ms()).isLessThanOrEqualTo(bound + 0.4 * 9 / 782);
    assertThat(much.ms()).isGreaterThan(little.ms()).isLessThanOrEqualTo(bound + 0.4);
    assertThat(little.features()[NAMES.indexOf("probe_delta_share")]).isLessThan(1);
    assertThat(feature("probe_delta_share", payload, near)).isEqualTo(1);
  }

  @Test
  void onlyComparesWhereAfterwardsNoTrialPays() {
    var payload = random(50_000, 1);
    var scanMs = COST.scanMs(50_000, 50_000);

    var look = look(payload, payload.clone(), new Probe.Allowance(RICH, false, scanMs, 1));

    assertThat(look.ms()).isEqualTo(scanMs);
    assertThat(look.features()[NAMES.indexOf("probe_equal_pages")]).isEqualTo(1);
    assertThat(look.features()[NAMES.indexOf("probe_delta_share")]).isZero();
  }

  @Test
  void comparesSomePagesWhereTheBudgetDoesNotPayForAll() {
    var payload = random(100_000, 1);
    var half = payload.clone();
    Arrays.fill(half, 0, 50_000, (byte) 0);
    var pageMs = COST.scanMs(4096, 100_000);

    var look = look(payload, half, 24.4 * pageMs);

    assertThat(look.ms()).isEqualTo(12 * pageMs, within(1e-12));
    assertThat(look.features()[NAMES.indexOf("probe_equal_blocks")]).isEqualTo(0.5, within(0.1));
    assertThat(look.features()[NAMES.indexOf("probe_equal_pages")]).isEqualTo(0.5, within(0.1));
    assertThat(look(payload, half, 4.1 * pageMs).ms()).isEqualTo(2 * pageMs, within(1e-12));
    assertThat(look(payload, half, 3.9 * pageMs).features()).containsOnly(Double.NaN);
  }
}
