package io.novacron.dwcp.jobs.generate.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.novacron.dwcp.jobs.generate.link.EstimateConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reads the public data sets where they are: {@code -Ddwcp.data} or the checkout's sibling. */
final class MeasuredTracesTest {

  private static final Path DATA =
      Path.of(System.getProperty("dwcp.data", "../../shared/data")).resolve("bandwidth");
  private static final TraceConfig CONFIG = new TraceConfig(600, 50);

  @BeforeAll
  static void needsTheData() {
    assumeTrue(Files.isDirectory(DATA), "no measured data at " + DATA);
  }

  @Test
  void givesAThousandLinksAndCountsTheDirt() {
    var set = TraceSet.read(DATA, CONFIG);

    assertThat(set.segments()).hasSizeGreaterThanOrEqualTo(1000);
    assertThat(set.dirt())
        .containsEntry("starlink: no download rate", 68L)
        .containsEntry("nyu-mets mv: sentinel in speed (throughput kept)", 215L);
  }

  @Test
  void letsSevenHundredLinksSendAtEitherDifficulty() {
    var set = TraceSet.read(DATA, CONFIG);

    var near = TraceLinks.of(set, CONFIG, new EstimateConfig(3, 1, 0.01), 1);
    var old = TraceLinks.of(set, CONFIG, new EstimateConfig(3, 30, 0.01), 1);

    assertThat(List.of(near.senders(), old.senders()))
        .allSatisfy(n -> assertThat(n).isGreaterThan(600));
    assertThat(near.size()).isEqualTo(old.size()).isEqualTo(set.segments().size());
  }
}
