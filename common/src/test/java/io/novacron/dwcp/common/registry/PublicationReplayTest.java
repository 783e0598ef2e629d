package io.novacron.dwcp.common.registry;

import static io.novacron.dwcp.common.registry.Publications.BLESSED;
import static io.novacron.dwcp.common.registry.Publications.FAILS;
import static io.novacron.dwcp.common.registry.Publications.LOADS;
import static io.novacron.dwcp.common.registry.Publications.MODEL;
import static io.novacron.dwcp.common.registry.Publications.NOT_BLESSED;
import static io.novacron.dwcp.common.registry.Publications.files;
import static io.novacron.dwcp.common.registry.Publications.publication;
import static io.novacron.dwcp.common.registry.Publications.registry;
import static io.novacron.dwcp.common.registry.Publications.run;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.common.run.Digests;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A publication that is killed at any of its steps and run again ends as one that was not. */
class PublicationReplayTest {

  /** Stands for a process that is killed. */
  private static final class Killed extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;
  }

  private static String tree(Path lake) throws IOException {
    try (var paths = Files.walk(lake)) {
      return paths
          .filter(Files::isRegularFile)
          .sorted()
          .map(path -> lake.relativize(path) + " " + Digests.sha256(path))
          .toList()
          .toString();
    }
  }

  private static void killedAt(
      PublicationStep point, MemoryHistory history, Path lake, Candidate candidate) {
    try {
      publication(
              history,
              lake,
              candidate.check(),
              step -> {
                if (step == point) {
                  throw new Killed();
                }
              })
          .publish(run("night-2"), MODEL, files("new"), candidate.judgement());
    } catch (Killed expected) {
      return;
    }
    // A refused candidate never reaches the alias; there is nothing to be killed at.
    assertThat(point).isEqualTo(PublicationStep.ALIAS_MOVED);
    assertThat(candidate).isNotEqualTo(Candidate.PASSING);
  }

  /** A way that a candidate can go. */
  private record Candidate(Judgement judgement, InfraCheck check) {
    private static final Candidate PASSING = new Candidate(BLESSED, LOADS);
    private static final Candidate REFUSED = new Candidate(NOT_BLESSED, LOADS);
    private static final Candidate NOT_LOADING = new Candidate(BLESSED, FAILS);
  }

  private static void assertReplayEndsAlike(PublicationStep point, Path dir, Candidate candidate)
      throws IOException {
    var whole = new MemoryHistory();
    var killed = new MemoryHistory();
    var wholeLake = dir.resolve("whole");
    var killedLake = dir.resolve("killed");
    publication(whole, wholeLake, LOADS).publish(run("night-1"), MODEL, files("old"), BLESSED);
    publication(killed, killedLake, LOADS).publish(run("night-1"), MODEL, files("old"), BLESSED);
    var expected =
        publication(whole, wholeLake, candidate.check())
            .publish(run("night-2"), MODEL, files("new"), candidate.judgement());

    killedAt(point, killed, killedLake, candidate);
    var replayed =
        publication(killed, killedLake, candidate.check())
            .publish(run("night-2"), MODEL, files("new"), candidate.judgement());

    assertThat(replayed).isEqualTo(expected);
    assertThat(killed.state()).isEqualTo(whole.state());
    assertThat(tree(killedLake)).isEqualTo(tree(wholeLake));
    assertThat(killed.commits()).isEqualTo(whole.commits());
  }

  @ParameterizedTest
  @EnumSource(PublicationStep.class)
  void endsAlikeWhenKilledAndRunAgain(PublicationStep point, @TempDir Path dir) throws IOException {
    assertReplayEndsAlike(point, dir, Candidate.PASSING);
  }

  @ParameterizedTest
  @EnumSource(PublicationStep.class)
  void endsAlikeForARefusedCandidate(PublicationStep point, @TempDir Path dir) throws IOException {
    assertReplayEndsAlike(point, dir, Candidate.REFUSED);
  }

  @ParameterizedTest
  @EnumSource(PublicationStep.class)
  void endsAlikeForACandidateThatDoesNotLoad(PublicationStep point, @TempDir Path dir)
      throws IOException {
    assertReplayEndsAlike(point, dir, Candidate.NOT_LOADING);
  }

  @ParameterizedTest
  @EnumSource(
      value = PublicationStep.class,
      names = {
        "FILE_WRITTEN",
        "FILES_WRITTEN",
        "FILES_STAGED",
        "FOLDER_CHECKED",
        "VERDICT_WRITTEN",
        "VERSION_WRITTEN"
      })
  void servesTheOldChampionUntilTheAliasMoves(PublicationStep point, @TempDir Path lake) {
    var history = new MemoryHistory();
    publication(history, lake, LOADS).publish(run("night-1"), MODEL, files("old"), BLESSED);

    killedAt(point, history, lake, Candidate.PASSING);

    var champion = registry(history, lake).load(MODEL, Registry.CHAMPION);
    assertThat(champion.bytes("model.onnx")).asString(UTF_8).isEqualTo("old");
  }
}
