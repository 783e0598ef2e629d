package io.novacron.dwcp.common.registry;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.run.RunStamp;
import io.novacron.dwcp.common.table.TableStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * Versions and aliases of all models of one lake.
 *
 * <p>Files are stored by content, so the same model is one folder and one version however often it
 * is made. Version and sequence numbers are the highest plus one: the caller holds the lake's
 * {@link Lock}. Every method that writes is a no-op when its effect is there already.
 */
public final class Registry {

  /** The alias that the runtime and the next night's judge read. */
  public static final String CHAMPION = "champion";

  /** The alias of the version that was champion before. */
  public static final String PREVIOUS = "previous";

  private final ModelHistory history;
  private final ModelFolders folders;

  /** The registry of {@code lake}; makes its folder when there is none. */
  public Registry(TableStore store, SparkSession spark, Path lake) {
    this(new DeltaHistory(store, spark), new ModelFolders(lake, step -> {}));
  }

  Registry(ModelHistory history, ModelFolders folders) {
    this.history = history;
    this.folders = folders;
  }

  /**
   * Stores a model's files by content and returns their digest; no version names them yet.
   *
   * @param files path below the folder, parts separated by {@code /}, to bytes
   * @throws DataError when a path leaves the folder or is one of the registry's own
   */
  public StagedModel stage(String model, Map<String, byte[]> files) {
    return folders.stage(model, files);
  }

  /** Stores the files of a folder as {@link #stage(String, Map)} does; holds them in memory. */
  public StagedModel stage(String model, Path folder) {
    var files = new TreeMap<String, byte[]>();
    for (var entry : Manifest.of(folder).files()) {
      files.put(entry.path(), ModelFiles.read(folder.resolve(entry.path())));
    }
    return folders.stage(model, files);
  }

  /**
   * Files staged before, verified.
   *
   * @throws DataError when one is missing, differs or is not listed
   */
  public StagedModel staged(String model, String digest) {
    return folders.open(model, digest);
  }

  /** The version that an alias points to, if it points anywhere. */
  public Optional<ModelVersion> alias(String model, String alias) {
    return newest(history.moves(model), alias).map(this::resolve);
  }

  /**
   * The champion that stood before this run moved the alias, or the champion where it did not: the
   * one to judge a candidate against, so that a night that is repeated is judged as it was.
   */
  public Optional<ModelVersion> championBefore(RunStamp run, String model) {
    var moves = history.moves(model);
    var first = championMovesOf(run, moves).mapToLong(AliasMove::sequence).min();
    var earlier =
        moves.stream().filter(move -> move.sequence() < first.orElse(Long.MAX_VALUE)).toList();
    return newest(earlier, CHAMPION).map(this::resolve);
  }

  /** The version with that digest, published or refused. */
  public Optional<ModelVersion> versionOf(String model, String digest) {
    return history.versions(model).stream()
        .filter(version -> version.digest().equals(digest))
        .findFirst();
  }

  /** All versions of a model, oldest first. */
  public List<ModelVersion> versions(String model) {
    return history.versions(model).stream()
        .sorted(Comparator.comparingLong(ModelVersion::version))
        .toList();
  }

  /**
   * The files behind an alias, every one of them and the verdict verified.
   *
   * @throws DataError when the alias points nowhere, or files or verdict differ from the version
   */
  public ModelFiles load(String model, String alias) {
    var version =
        alias(model, alias)
            .orElseThrow(
                () ->
                    new DataError(
                        "Cannot load model: %s has no %s; publish a version first"
                            .formatted(model, alias)));
    return load(version);
  }

  /** The files of a version, verified as {@link #load(String, String)} does. */
  public ModelFiles load(ModelVersion version) {
    var staged = folders.open(version.model(), version.digest());
    folders.verifyVerdict(staged, version);
    return new ModelFiles(version, staged.folder());
  }

  /**
   * The version that the staged files are; when they are none yet, checks the folder and adds it.
   */
  ModelVersion ensureVersion(
      RunStamp run, StagedModel staged, Judgement judgement, Supplier<InfraVerdict> check) {
    var versions = versions(staged.model());
    for (var version : versions) {
      if (version.digest().equals(staged.digest())) {
        return version;
      }
    }
    var infra = check.get();
    folders.writeVerdict(staged, judgement, infra);
    var number = versions.isEmpty() ? 1 : versions.get(versions.size() - 1).version() + 1;
    var version =
        new ModelVersion(
            staged.model(),
            number,
            staged.digest(),
            judgement.verdict(),
            judgement.digest(),
            infra.word(),
            folders.relative(staged));
    history.addVersion(run, version);
    return version;
  }

  /**
   * Makes {@code version} the champion and the champion before it the previous one, in one commit.
   *
   * <p>A run moves the alias to a version once: repeated after a later run or a rollback it does
   * not undo them.
   *
   * @return whether the alias points or pointed there by this run, and not by another's
   */
  boolean promote(RunStamp run, ModelVersion version) {
    var moves = history.moves(version.model());
    var current = newest(moves, CHAMPION);
    if (championMovesOf(run, moves).anyMatch(move -> move.digest().equals(version.digest()))) {
      return true;
    }
    if (current.filter(move -> move.digest().equals(version.digest())).isPresent()) {
      return false;
    }
    moveChampion(run, moves, version);
    return true;
  }

  /**
   * Makes the previous version the champion again, and the champion the previous one, in one
   * commit, and writes the event. Repeated by the same run it changes nothing.
   *
   * @param run a run of its own, no night that has published
   * @return the version that is champion by this run
   * @throws DataError when there is no previous version, or its files are not sound
   */
  public ModelVersion rollBack(RunStamp run, String model) {
    var moves = history.moves(model);
    var mine = championMovesOf(run, moves).findFirst();
    if (mine.isEmpty()) {
      var target = load(model, PREVIOUS).version();
      moveChampion(run, moves, target);
    }
    var champion = mine.map(this::resolve).orElseGet(() -> load(model, CHAMPION).version());
    record(run, champion, "rolled_back", "version " + champion.version() + " is champion again");
    return champion;
  }

  /** Adds an event unless this run has written it for this version. */
  void record(RunStamp run, ModelVersion version, String event, String detail) {
    var id = run.id().value();
    var known =
        history.events(version.model()).stream()
            .anyMatch(
                e ->
                    e.runId().equals(id)
                        && e.event().equals(event)
                        && e.version() == version.version());
    if (!known) {
      history.addEvent(run, new ModelEvent(id, version.model(), event, version.version(), detail));
    }
  }

  private void moveChampion(RunStamp run, List<AliasMove> moves, ModelVersion target) {
    var id = run.id().value();
    var added = new ArrayList<AliasMove>();
    newest(moves, CHAMPION)
        .map(old -> old.as(PREVIOUS, id, nextSequence(moves, PREVIOUS)))
        .ifPresent(added::add);
    added.add(
        new AliasMove(
            id,
            target.model(),
            CHAMPION,
            nextSequence(moves, CHAMPION),
            target.version(),
            target.digest()));
    history.addMoves(run, List.copyOf(added));
  }

  private static long nextSequence(List<AliasMove> moves, String alias) {
    return newest(moves, alias).map(last -> last.sequence() + 1).orElse(1L);
  }

  /** The sentence that the smoke check left with the version; empty when it passed. */
  String infraDetail(ModelVersion version) {
    return folders.infraDetail(version);
  }

  private static Stream<AliasMove> championMovesOf(RunStamp run, List<AliasMove> moves) {
    return moves.stream()
        .filter(move -> move.alias().equals(CHAMPION) && move.runId().equals(run.id().value()));
  }

  private static Optional<AliasMove> newest(List<AliasMove> moves, String alias) {
    return moves.stream()
        .filter(move -> move.alias().equals(alias))
        .max(Comparator.comparingLong(AliasMove::sequence));
  }

  private ModelVersion resolve(AliasMove move) {
    return versionOf(move.model(), move.digest())
        .orElseThrow(
            () ->
                new DataError(
                    "Cannot resolve alias %s of %s: no version has its digest: %s; restore model_versions"
                        .formatted(move.alias(), move.model(), move.digest())));
  }
}
