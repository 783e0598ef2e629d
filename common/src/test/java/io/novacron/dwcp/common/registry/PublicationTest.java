package io.novacron.dwcp.common.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.InfraError;
import io.novacron.dwcp.common.registry.Publication.Result;
import io.novacron.dwcp.common.run.Digests;
import io.novacron.dwcp.common.run.RunId;
import io.novacron.dwcp.common.run.RunStamp;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PublicationTest {

  private static final String MODEL = "compression";
  private static final Judgement BLESSED = new Judgement("BLESSED", "{\"verdict\":\"BLESSED\"}");
  private static final Judgement NOT_BLESSED =
      new Judgement("NOT_BLESSED", "{\"verdict\":\"NOT_BLESSED\"}");
  private static final InfraCheck LOADS = folder -> Optional.empty();
  private static final InfraCheck FAILS = folder -> Optional.of("no input named features");

  /** Stands for a process that is killed. */
  private static final class Killed extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;
  }

  private static RunStamp run(String id) {
    return new RunStamp(new RunId(id), LocalDate.of(2026, 1, 31));
  }

  private static Map<String, byte[]> files(String text) {
    return Map.of("model.onnx", text.getBytes(UTF_8), "native/model.ubj", new byte[] {1, 2});
  }

  private static Publication publication(
      MemoryHistory history, Path lake, InfraCheck check, Consumer<PublicationStep> reached) {
    return new Publication(registry(history, lake, reached), check, reached);
  }

  private static Publication publication(MemoryHistory history, Path lake, InfraCheck check) {
    return publication(history, lake, check, step -> {});
  }

  private static Registry registry(
      MemoryHistory history, Path lake, Consumer<PublicationStep> reached) {
    return new Registry(history, new ModelFolders(lake, reached));
  }

  private static Registry registry(MemoryHistory history, Path lake) {
    return registry(history, lake, step -> {});
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

  @Test
  void movesChampionAndPreviousInOneCommit(@TempDir Path lake) {
    var history = new MemoryHistory();
    var publication = publication(history, lake, LOADS);
    publication.publish(run("night-1"), MODEL, files("old"), BLESSED);

    var outcome = publication.publish(run("night-2"), MODEL, files("new"), BLESSED);

    var registry = registry(history, lake);
    assertThat(outcome.result()).isEqualTo(Result.PUBLISHED);
    assertThat(outcome.version().version()).isEqualTo(2);
    assertThat(registry.alias(MODEL, "champion")).hasValue(outcome.version());
    assertThat(registry.alias(MODEL, "previous").orElseThrow().version()).isEqualTo(1);
    assertThat(history.commits())
        .containsExactly("version", "aliases", "event", "version", "aliases", "event");
    assertThat(history.moves(MODEL))
        .extracting(move -> move.alias() + " " + move.sequence() + " " + move.version())
        .containsExactly("champion 1 1", "previous 1 1", "champion 2 2");
  }

  @Test
  void keepsTheChampionWhenTheJudgeRefuses(@TempDir Path lake) {
    var history = new MemoryHistory();
    var publication = publication(history, lake, LOADS);
    publication.publish(run("night-1"), MODEL, files("old"), BLESSED);

    var outcome = publication.publish(run("night-2"), MODEL, files("new"), NOT_BLESSED);

    var registry = registry(history, lake);
    assertThat(outcome.result()).isEqualTo(Result.REFUSED);
    assertThat(outcome.reason()).isEqualTo("judged NOT_BLESSED");
    assertThat(registry.alias(MODEL, "champion").orElseThrow().version()).isEqualTo(1);
    assertThat(registry.alias(MODEL, "previous")).isEmpty();
    assertThat(registry.versions(MODEL))
        .extracting(ModelVersion::verdict)
        .containsExactly("BLESSED", "NOT_BLESSED");
    assertThat(history.events(MODEL))
        .extracting(ModelEvent::event)
        .containsExactly("published", "refused");
    assertThat(lake.resolve("models").resolve(outcome.version().folder()).resolve("NOT_BLESSED"))
        .exists();
  }

  @Test
  void keepsTheChampionWhenTheFolderDoesNotLoad(@TempDir Path lake) {
    var history = new MemoryHistory();

    var outcome = publication(history, lake, FAILS).publish(run("r"), MODEL, files("x"), BLESSED);

    assertThat(outcome.result()).isEqualTo(Result.REFUSED);
    assertThat(outcome.reason()).isEqualTo("smoke check: no input named features");
    assertThat(outcome.version().infraVerdict()).isEqualTo("INFRA_NOT_BLESSED");
    assertThat(registry(history, lake).alias(MODEL, "champion")).isEmpty();
  }

  @Test
  void leavesNoVersionWhenTheSmokeCheckCannotRunAndSucceedsLater(@TempDir Path lake) {
    var history = new MemoryHistory();
    InfraCheck down =
        folder -> {
          throw new InfraError("Cannot load: runtime missing: x; install it");
        };

    assertThatThrownBy(
            () -> publication(history, lake, down).publish(run("r"), MODEL, files("x"), BLESSED))
        .isInstanceOf(InfraError.class);
    assertThat(history.commits()).isEmpty();
    assertThat(
            publication(history, lake, LOADS)
                .publish(run("r"), MODEL, files("x"), BLESSED)
                .result())
        .isEqualTo(Result.PUBLISHED);
  }

  @Test
  void checksTheFolderInItsFinalPlace(@TempDir Path lake) {
    var history = new MemoryHistory();
    InfraCheck reads =
        folder ->
            Files.exists(folder.resolve("native/model.ubj"))
                    && folder.getParent().endsWith("models/" + MODEL)
                ? Optional.empty()
                : Optional.of("not whole: " + folder);

    assertThat(publication(history, lake, reads).publish(run("r"), MODEL, files("x"), BLESSED))
        .extracting(Publication.Outcome::result)
        .isEqualTo(Result.PUBLISHED);
  }

  @Test
  void makesOneVersionOfTheSameFilesWhateverTheRun(@TempDir Path lake) {
    var history = new MemoryHistory();
    var publication = publication(history, lake, LOADS);
    var first = publication.publish(run("night-1"), MODEL, files("x"), BLESSED);

    var again = publication.publish(run("night-1"), MODEL, files("x"), BLESSED);
    var other = publication.publish(run("night-2"), MODEL, files("x"), BLESSED);

    assertThat(again).isEqualTo(first);
    assertThat(other.version()).isEqualTo(first.version());
    assertThat(other.result()).isEqualTo(Result.UNCHANGED);
    assertThat(history.commits()).containsExactly("version", "aliases", "event", "event");
    assertThat(history.events(MODEL).get(1).event()).isEqualTo("judged");
  }

  @Test
  void keepsRefusedFilesRefused(@TempDir Path lake) {
    var history = new MemoryHistory();
    var publication = publication(history, lake, LOADS);
    publication.publish(run("night-1"), MODEL, files("x"), NOT_BLESSED);

    var outcome = publication.publish(run("night-2"), MODEL, files("x"), BLESSED);

    assertThat(outcome.result()).isEqualTo(Result.REFUSED);
    assertThat(outcome.reason()).isEqualTo("the same files were judged NOT_BLESSED as version 1");
    assertThat(registry(history, lake).alias(MODEL, "champion")).isEmpty();
  }

  @Test
  void doesNotUndoALaterNightWhenAnEarlierOneIsRepeated(@TempDir Path lake) {
    var history = new MemoryHistory();
    var publication = publication(history, lake, LOADS);
    publication.publish(run("night-1"), MODEL, files("old"), BLESSED);
    publication.publish(run("night-2"), MODEL, files("new"), BLESSED);

    publication.publish(run("night-1"), MODEL, files("old"), BLESSED);

    assertThat(registry(history, lake).alias(MODEL, "champion").orElseThrow().version())
        .isEqualTo(2);
  }

  @Test
  void keepsModelsApart(@TempDir Path lake) {
    var history = new MemoryHistory();
    var publication = publication(history, lake, LOADS);
    publication.publish(run("r"), MODEL, files("x"), BLESSED);

    var outcome = publication.publish(run("r"), "bandwidth", files("x"), BLESSED);

    assertThat(outcome.version().version()).isEqualTo(1);
    assertThat(List.of(MODEL, "bandwidth"))
        .allSatisfy(
            model ->
                assertThat(registry(history, lake).load(model, "champion").version().model())
                    .isEqualTo(model));
  }

  @Test
  void refusesUnknownVerdicts() {
    assertThatThrownBy(() -> new Judgement("FINE", "{}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("FINE");
  }
}
