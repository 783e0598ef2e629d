package io.novacron.dwcp.jobs.operate.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.novacron.dwcp.common.error.DataError;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestFileTest {

  private static final RequestConfig CONFIG =
      new RequestConfig("slow", 0.5, 0.8, 0.99, 0.01, List.of());

  /**
   * An outer call takes what its inner one takes. Every fourth request is slow: the inner one is
   * fast and the outer one is not, each as often seen by itself.
   */
  private static double[][] durations(int rows) {
    var random = new Random(5);
    var durations = new double[rows][];
    var slow = slow(rows);
    for (var i = 0; i < rows; i++) {
      var inner = Math.exp(3 + 0.5 * random.nextGaussian());
      var outer = inner * Math.exp(0.05 * random.nextGaussian());
      durations[i] = new double[] {slow[i] ? 1.5 * outer : outer, inner};
    }
    return durations;
  }

  private static boolean[] slow(int rows) {
    var slow = new boolean[rows];
    for (var i = 3; i < rows; i += 4) {
      slow[i] = true;
    }
    return slow;
  }

  private static RequestFile calls(int rows) {
    return new RequestFile(durations(rows), slow(rows));
  }

  @Test
  void findsCallsThatDoNotFollowWhatTheyWaitFor() {
    var measured = calls(4000).measured(CONFIG).orElseThrow();

    assertThat(measured.rows()).isEqualTo(2000);
    assertThat(measured.joint().auroc()).isGreaterThan(0.99);
    assertThat(measured.joint().f1()).isGreaterThan(0.95);
    assertThat(measured.plain().auroc()).isLessThan(0.7);
  }

  /** Slow rows of the head, a thousand times as long, would widen what is usual. */
  @Test
  void fitsOnNormalRowsOfTheHeadAlone() {
    var clean = calls(4000);
    var stretched = durations(4000);
    for (var i = 3; i < 2000; i += 4) {
      stretched[i] = new double[] {1e6, 1e6};
    }

    assertThat(new RequestFile(stretched, slow(4000)).measured(CONFIG))
        .isEqualTo(clean.measured(CONFIG));
  }

  /** Two columns by hand: z of (1, −1), correlation r: (2 − 2r') / (1 − r'²) / 2, r' shrunk. */
  @Test
  void isMahalanobisDistance() {
    var e = Math.E;
    double[][] rows = {{e, e}, {1 / e, 1 / e}, {e, e}, {1 / e, 1 / e}, {e, 1 / e}, {1 / e, e}};
    for (var row : rows) {
      row[0] = Math.expm1(3 + Math.log(row[0]));
      row[1] = Math.expm1(3 + Math.log(row[1]));
    }
    var distance = JointDistance.of(rows, 0.25);
    var shrunk = 0.75 / 3;

    assertThat(distance.plain(rows[4])).isCloseTo(1, within(1e-9));
    assertThat(distance.joint(rows[4]))
        .isCloseTo((1 + shrunk) / (1 - shrunk * shrunk), within(1e-9));
    assertThat(distance.joint(rows[0]))
        .isCloseTo((1 - shrunk) / (1 - shrunk * shrunk), within(1e-9));
  }

  @Test
  void saysNothingOfAFileWithoutSlowRequests() {
    assertThat(new RequestFile(durations(400), new boolean[400]).measured(CONFIG)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b\n1,2\n", "a,slow\n1,x\n", "a,slow\n1,2,3\n", "a,slow\nNaN,0\n", ""})
  void refusesWhatItCannotRead(String content, @TempDir Path temp) throws IOException {
    var file = temp.resolve("calls.csv.gz");
    try (var out =
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
      out.write(content);
    }

    assertThatThrownBy(() -> RequestFile.read(file, "slow"))
        .isInstanceOf(DataError.class)
        .hasMessageStartingWith("Cannot read measured requests: ")
        .hasMessageContaining("calls.csv.gz; restore the file");
  }
}
