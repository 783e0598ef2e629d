package io.novacron.dwcp.jobs.generate.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.jobs.generate.GenerateConfigs;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Link types come close to their shares in any run of links, whatever the seed. */
final class FleetTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void sixtyLinksHaveTheConfiguredSharesToWithinTwo(long seed) {
    var config = GenerateConfigs.fleet();
    var fleet = new Fleet(config, seed);

    for (var start : new int[] {0, 17, 600}) {
      var types =
          IntStream.range(start, start + 60).mapToObj(i -> fleet.profile(i).identity().type());
      var dc = types.filter(type -> type == LinkType.DC).count();
      assertThat((double) dc).isBetween(60 * config.dcShare() - 2, 60 * config.dcShare() + 2);
    }
  }
}
