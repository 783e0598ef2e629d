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
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.InfraError;
import io.novacron.dwcp.common.registry.Publication.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicationTest {

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
