package io.novacron.dwcp.jobs.generate.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Over random schedules with at most f faulty replicas all honest replicas agree on every prefix;
 * planted bugs are caught. The same schedules in greater number are a run by hand: {@link
 * AgreementRun}.
 */
class AgreementTest {

  private static final int SCHEDULES = 25;

  @SuppressWarnings("unused") // a field source
  private static final java.util.List<String> PROTOCOLS = Schedules.PROTOCOLS;

  @ParameterizedTest(name = "{0}")
  @FieldSource("PROTOCOLS")
  void honestReplicasAgreeWhileAtMostFAreFaulty(String protocol) {
    var agreed =
        LongStream.range(0, SCHEDULES)
            .map(number -> Schedules.run(protocol, number, Schedules.Bug.NONE))
            .filter(positions -> positions > 0)
            .count();

    assertThat(agreed).as("schedules in which anything was decided").isGreaterThan(SCHEDULES - 3);
  }

  @ParameterizedTest(name = "{0}, {1}, schedule {2}")
  @CsvSource({
    "pbft, QUORUM_TOO_SMALL, 12",
    "hotstuff, QUORUM_TOO_SMALL, 224",
    "bullshark, QUORUM_TOO_SMALL, 8",
    "tusk, QUORUM_TOO_SMALL, 3",
    "narwhal-hotstuff, QUORUM_TOO_SMALL, 273",
    "raft, QUORUM_TOO_SMALL, 0",
    "pbft, TOO_MANY_FAULTS, 5",
    "bullshark, TOO_MANY_FAULTS, 1",
    "tusk, TOO_MANY_FAULTS, 1",
  })
  void plantedBugsAreCaught(String protocol, Schedules.Bug bug, long number) {
    assertThatExceptionOfType(SafetyViolation.class)
        .isThrownBy(() -> Schedules.run(protocol, number, bug));
    assertThat(Schedules.run(protocol, number, Schedules.Bug.NONE)).isNotNegative();
  }
}
