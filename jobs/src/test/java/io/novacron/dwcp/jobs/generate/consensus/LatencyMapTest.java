package io.novacron.dwcp.jobs.generate.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LatencyMapTest {

  private static final List<String> FIVE =
      List.of("us-east-1", "eu-north-1", "ap-southeast-2", "us-west-1", "ap-northeast-1");

  @Test
  void takesSixMeasuredPairsOfFiveRegionsAndMarksTheFourThatItFits() {
    var trips = new LatencyMap(Laboratory.SHIPPED.paths()).between(FIVE);

    assertThat(trips.rttMs(0, 1)).isEqualTo(109.55).isEqualTo(trips.rttMs(1, 0));
    assertThat(trips.rttMs(2, 2)).isEqualTo(0.6);
    assertThat(trips.fitted())
        .containsExactlyInAnyOrder(
            "ap-southeast-2/us-east-1",
            "ap-northeast-1/us-east-1",
            "ap-southeast-2/us-west-1",
            "ap-northeast-1/us-west-1");
  }

  @Test
  void fitsALineThroughTheLogsOfDistanceAndRoundTrip() {
    var trips = new LatencyMap(Laboratory.SHIPPED.paths()).between(FIVE);

    // Least squares over the ten pairs across the Pacific, computed apart: 0.3218 km^0.6736.
    assertThat(trips.rttMs(0, 2)).isCloseTo(215.2, within(0.2));
    assertThat(trips.rttMs(3, 4)).isCloseTo(141.2, within(0.2));
    assertThat(trips.rttMs(4, 3)).isEqualTo(trips.rttMs(3, 4));
  }

  @Test
  void refusesDirectionsThatDifferTooMuch() {
    var config = paths(Map.of("a/b", 100.0, "b/a", 130.0));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LatencyMap(config).between(List.of("a", "b")))
        .withMessageContaining("a/b is 100.0 ms one way and 130.0 ms the other; measure it again");
  }

  @Test
  void refusesAHoleThatCannotBeFitted() {
    var config = paths(Map.of("a/b", 100.0));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LatencyMap(config).between(List.of("a", "c")))
        .withMessageContaining(
            "no round trip of a/c, and only 0 measured pairs between north and south; measure"
                + " more");
  }

  private static PathConfig paths(Map<String, Double> measured) {
    var places =
        Map.of(
            "a", new PlaceConfig("north", 50, 0),
            "b", new PlaceConfig("north", 50, 10),
            "c", new PlaceConfig("south", -30, 10));
    return new PathConfig(places, measured, 0.5, 0.2, 2, 0, 1000, 200);
  }
}
