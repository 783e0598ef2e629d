package io.novacron.dwcp.common.registry;

import io.novacron.dwcp.common.run.RunStamp;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Brings a judged candidate into the registry so that a kill at any point, followed by the same
 * call, ends in the same state.
 *
 * <ol>
 *   <li>the files, written aside and renamed whole;
 *   <li>the smoke check, on the folder in its final place: it comes before the version's row
 *       because the row carries its outcome;
 *   <li>the verdict's text and marker beside the files;
 *   <li>the version's row; from here on the candidate is a version, and its row is final;
 *   <li>where judge and smoke check agree, the alias: previous and champion in one commit;
 *   <li>the event, which says that all before it is done.
 * </ol>
 *
 * <p>Each step first looks whether its effect is there. The alias is one commit after everything
 * that it points to is whole, so a reader never sees half a publication. A candidate that is
 * refused becomes a version too, and the alias stays. The caller holds the lake's {@link Lock}.
 */
public final class Publication {

  private final Registry registry;
  private final InfraCheck check;
  private final Consumer<PublicationStep> reached;

  /** Publishes into {@code registry} what passes {@code check}. */
  public Publication(Registry registry, InfraCheck check) {
    this(registry, check, step -> {});
  }

  Publication(Registry registry, InfraCheck check, Consumer<PublicationStep> reached) {
    this.registry = registry;
    this.check = check;
    this.reached = reached;
  }

  /** What became of a candidate. */
  public enum Result {
    /** It is the champion by this run. */
    PUBLISHED("published"),
    /** The judge or the smoke check refused it; the alias did not move. */
    REFUSED("refused"),
    /** It passed, and is the champion already by another run. */
    UNCHANGED("judged");

    private final String event;

    Result(String event) {
      this.event = event;
    }

    String event() {
      return event;
    }
  }

  /**
   * The end of a publication.
   *
   * @param reason one sentence
   */
  public record Outcome(Result result, ModelVersion version, String reason) {}

  /** Stages the files, then publishes them: see the other {@code publish}. */
  public Outcome publish(
      RunStamp run, String model, Map<String, byte[]> files, Judgement judgement) {
    return publish(run, registry.stage(model, files), judgement);
  }

  /**
   * Publishes files that were staged before.
   *
   * <p>Files that were refused once stay refused: the version's row, not a later judgement of the
   * same bytes, decides together with {@code judgement}.
   */
  public Outcome publish(RunStamp run, StagedModel staged, Judgement judgement) {
    var version = registry.ensureVersion(run, staged, judgement, () -> checked(staged));
    reached.accept(PublicationStep.VERSION_WRITTEN);
    var refusal = refusal(version, judgement);
    if (refusal.isPresent()) {
      return finish(run, new Outcome(Result.REFUSED, version, refusal.get()));
    }
    var byThisRun = registry.promote(run, version);
    reached.accept(PublicationStep.ALIAS_MOVED);
    return finish(
        run,
        byThisRun
            ? new Outcome(
                Result.PUBLISHED, version, "version " + version.version() + " is champion")
            : new Outcome(
                Result.UNCHANGED,
                version,
                "version " + version.version() + " was champion already"));
  }

  private InfraVerdict checked(StagedModel staged) {
    var verdict =
        check.problem(staged.folder()).map(InfraVerdict::failed).orElseGet(InfraVerdict::passed);
    reached.accept(PublicationStep.FOLDER_CHECKED);
    return verdict;
  }

  private Optional<String> refusal(ModelVersion version, Judgement judgement) {
    if (version.infraVerdict().equals(InfraVerdict.NOT_BLESSED)) {
      return Optional.of("smoke check: " + registry.infraDetail(version));
    }
    if (!judgement.verdict().equals(Judgement.BLESSED)) {
      return Optional.of("judged " + judgement.verdict());
    }
    if (!version.verdict().equals(Judgement.BLESSED)) {
      return Optional.of(
          "the same files were judged %s as version %d"
              .formatted(version.verdict(), version.version()));
    }
    return Optional.empty();
  }

  private Outcome finish(RunStamp run, Outcome outcome) {
    registry.record(run, outcome.version(), outcome.result().event(), outcome.reason());
    reached.accept(PublicationStep.EVENT_WRITTEN);
    return outcome;
  }
}
