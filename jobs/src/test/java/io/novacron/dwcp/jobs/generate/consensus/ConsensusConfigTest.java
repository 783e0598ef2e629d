package io.novacron.dwcp.jobs.generate.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.UsageError;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsensusConfigTest {

  @Test
  void shippedGridHasCellsOfEveryProtocolWithNamesOfTheirOwn() {
    var cells = Laboratory.SHIPPED.cells();

    assertThat(cells).extracting(Cell::protocol).contains(ProtocolKind.values());
    assertThat(cells).extracting(Cell::name).doesNotHaveDuplicates();
  }

  @Test
  void shippedClustersMakeFiveThousandEpisodesOfAtLeastSixKinds() {
    var simulator = new ClusterSimulator(Laboratory.SHIPPED, 1);
    var episodes =
        java.util.stream.IntStream.range(0, Laboratory.SHIPPED.telemetry().clusters())
            .mapToObj(index -> simulator.episodesOf(index, 0))
            .flatMap(List::stream)
            .toList();

    assertThat(episodes).hasSizeGreaterThan(5000);
    assertThat(episodes.stream().map(Episode::kind).distinct()).hasSizeGreaterThan(6);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "pbft | 3 | none | 200 | replicas: 3 of pbft cannot tolerate 1 faulty ones; give 4 … 64",
        "bullshark | 6 | silent=2@0 | 200 | replicas: 6 of bullshark cannot tolerate 2 faulty ones;"
            + " give 7 … 64",
        "raft | 4 | crash=2 | 200 | replicas: 4 of raft cannot tolerate 2 faulty ones; give 5 … 64",
        "paxos | 4 | none | 200 | unknown protocol: paxos; name one of [pbft, hotstuff,",
        "pbft | 4 | none | 0 | load: 0.0 requests a second; give more than 0",
        "pbft | 4 | lightning=1 | 200 | unknown fault: lightning; name one of [none, slow-leader,",
        "pbft | 4 | silent=0 | 200 | faulty: 0 replicas with fault silent; give at least 1",
        "raft | 4 | equivocating=1 | 200 | raft promises nothing to equivocating replicas",
        "pbft | 4 | crash=one | 200 | crash=one; write kind=faulty@severity",
      })
  void refusesACellThatCannotBe(
      String protocol, int replicas, String fault, double load, String sentence) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new GridConfig(
                    List.of(protocol),
                    List.of(replicas),
                    List.of(fault),
                    List.of("us-east-1+us-west-1"),
                    List.of(load),
                    List.of(0.0),
                    List.of(10),
                    List.of(1000.0)))
        .withMessageContaining(sentence);
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "simulate.telemetry.seconds | 100 | episodes: one may last 60.0 s, longer than the data of"
            + " 100.0 s",
        "simulate.telemetry.least-load | 0 | least-load: 0.0 requests a second; give more than 0",
        "simulate.telemetry.replicas | [3] | replicas: 3 of pbft cannot tolerate 1 faulty ones",
        "simulate.telemetry.protocols | [zab] | unknown protocol: zab",
        "simulate.telemetry.regions | [mars] | no such region: mars; name one of [ap-northeast-1,",
        "simulate.protocols.pbft.checkpoint-every | 2000 | checkpoint-every: 1 … 256",
        "simulate.check.placements | 0 | at least one placement",
        "simulate.paths.measured.\"mars/us-east-1\" | 5 | mars/us-east-1: two of the places",
      })
  void refusesSettingsInOneSentence(String key, String value, String sentence) {
    assertThatThrownBy(() -> Laboratory.with(Map.of(key, value)))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining(sentence);
  }
}
