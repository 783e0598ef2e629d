package io.novacron.dwcp.features.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.features.split.SplitConfig.Shares;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SplitRuleTest {

  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-01-11T00:00:00Z");
  private static final long GAP = 7200;
  private static final SplitConfig CONFIG = new SplitConfig(0.5, 0.2, GAP, new Shares(0.3, 0.2));
  private static final TimeSplit TIME = TimeSplit.over(FROM, TO, CONFIG);

  /** A transfer of one of 83 sites, each of which was dealt a number. */
  private record Transfer(Instant ts, int site) {
    double dealt() {
      return (site + 0.5) / 83;
    }
  }

  private static List<Transfer> transfers() {
    var transfers = new ArrayList<Transfer>();
    for (var i = 0; i < 6000; i++) {
      transfers.add(new Transfer(FROM.plusSeconds(144L * i), i % 83));
    }
    return transfers;
  }

  private static Map<Part, List<Transfer>> byPart(SplitRule rule) {
    var parts = new EnumMap<Part, List<Transfer>>(Part.class);
    for (var transfer : transfers()) {
      var part = rule.splitOf(transfer.ts(), transfer.dealt());
      parts.computeIfAbsent(part, key -> new ArrayList<>()).add(transfer);
    }
    return parts;
  }

  private static Set<Integer> sites(List<Transfer> transfers) {
    return new HashSet<>(transfers.stream().map(Transfer::site).toList());
  }

  @Test
  void partsShareNoSite() {
    var parts = byPart(new SplitRule(TIME, CONFIG));

    assertThat(parts).containsKeys(Part.TRAIN, Part.VALIDATION, Part.TEST, Part.UNUSED);
    assertThat(sites(parts.get(Part.TRAIN)))
        .doesNotContainAnyElementsOf(sites(parts.get(Part.TEST)))
        .doesNotContainAnyElementsOf(sites(parts.get(Part.VALIDATION)));
    assertThat(sites(parts.get(Part.VALIDATION)))
        .doesNotContainAnyElementsOf(sites(parts.get(Part.TEST)));
  }

  @Test
  void partsLieInOrderWithTheGapBetween() {
    var parts = byPart(new SplitRule(TIME, CONFIG));
    var gap = Duration.ofSeconds(GAP);

    assertThat(newest(parts.get(Part.TRAIN)).plus(gap))
        .isBefore(oldest(parts.get(Part.VALIDATION)));
    assertThat(newest(parts.get(Part.VALIDATION)).plus(gap)).isBefore(oldest(parts.get(Part.TEST)));
  }

  private static Instant newest(List<Transfer> transfers) {
    return transfers.stream().map(Transfer::ts).max(Instant::compareTo).orElseThrow();
  }

  private static Instant oldest(List<Transfer> transfers) {
    return transfers.stream().map(Transfer::ts).min(Instant::compareTo).orElseThrow();
  }

  @Test
  void validationMayShareTrainingsSites() {
    var config = new SplitConfig(0.5, 0.2, GAP, new Shares(0.3, 0));

    var parts = byPart(new SplitRule(TIME, config));

    assertThat(sites(parts.get(Part.VALIDATION))).isEqualTo(sites(parts.get(Part.TRAIN)));
    assertThat(sites(parts.get(Part.TEST)))
        .doesNotContainAnyElementsOf(sites(parts.get(Part.TRAIN)));
  }

  @Test
  void withoutSharesASiteMayLieAnywhere() {
    var config = new SplitConfig(0.5, 0.2, GAP, new Shares(0, 0));

    assertThat(byPart(new SplitRule(TIME, config))).doesNotContainKey(Part.UNUSED);
  }

  @Test
  void timeViewHasEveryRowOutsideTheGaps() {
    var rule = new SplitRule(TIME, CONFIG);

    assertThat(rule.timeOf(FROM)).isEqualTo(Part.TRAIN);
    assertThat(rule.timeOf(TIME.trainEnd())).isEqualTo(Part.GAP);
    assertThat(rule.timeOf(TIME.validationStart())).isEqualTo(Part.VALIDATION);
    assertThat(rule.timeOf(TIME.validationEnd())).isEqualTo(Part.GAP);
    assertThat(rule.timeOf(TIME.testStart())).isEqualTo(Part.TEST);
    assertThat(Duration.between(TIME.trainEnd(), TIME.validationStart())).hasSeconds(GAP);
  }

  @Test
  void refusesGapsThatLeaveNoTime() {
    assertThatThrownBy(() -> TimeSplit.over(FROM, FROM.plusSeconds(2 * GAP), CONFIG))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("shorten gap-seconds");
  }

  @Test
  void refusesSharesThatLeaveNothing() {
    assertThatThrownBy(() -> new SplitConfig(0.8, 0.2, -1, new Shares(0, 0)))
        .hasMessageContaining("train-share 0.8")
        .hasMessageContaining("gap-seconds: -1");
    assertThatThrownBy(() -> new Shares(0.5, 0.5)).hasMessageContaining("shares");
    assertThatThrownBy(() -> new Shares(-0.1, 0.5)).hasMessageContaining("shares");
  }

  @Test
  void refusesBordersOutOfOrder() {
    assertThatThrownBy(() -> new TimeSplit(TO, FROM, TO, TO)).hasMessageContaining("out of order");
  }
}
