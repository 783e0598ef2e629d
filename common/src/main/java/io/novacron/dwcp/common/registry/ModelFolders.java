package io.novacron.dwcp.common.registry;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.error.InfraError;
import io.novacron.dwcp.common.error.UsageError;
import io.novacron.dwcp.common.run.Digests;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The files of all models, {@code <lake>/models/<model>/<first 16 digits of the digest>}.
 *
 * <p>A folder is written aside and renamed whole, so there is no half-written one; its name comes
 * from its content, so writing it again is nothing to do.
 */
final class ModelFolders {

  private static final String STAGING = ".staging";
  private static final String VERDICT_FILE = "_VERDICT.json";
  private static final List<String> MARKERS =
      List.of(
          Judgement.BLESSED,
          Judgement.NOT_BLESSED,
          Judgement.NOT_EVALUATED,
          InfraVerdict.BLESSED,
          InfraVerdict.NOT_BLESSED);
  private static final int PREFIX_DIGITS = 16;
  private static final Pattern MODEL = Pattern.compile("[a-z][a-z0-9_-]{0,63}");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  private final Path root;
  private final Consumer<PublicationStep> reached;

  ModelFolders(Path lake, Consumer<PublicationStep> reached) {
    this.reached = reached;
    try {
      var real = Files.createDirectories(lake).toRealPath();
      this.root = Files.createDirectories(real.resolve("models")).toRealPath();
      requireInside(real, root);
    } catch (IOException e) {
      throw new UsageError(
          "Cannot open registry: the folder models cannot be made: "
              + lake
              + "; name another lake with --lake",
          e);
    }
  }

  /** Writes the files aside and renames them into place; a no-op when they are there. */
  StagedModel stage(String model, Map<String, byte[]> files) {
    var manifest = Manifest.of(files);
    var digest = manifest.digest();
    var folder = folder(model, digest);
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      writeAside(model, files, manifest, folder);
    }
    reached.accept(PublicationStep.FILES_STAGED);
    return open(model, digest);
  }

  private void writeAside(String model, Map<String, byte[]> files, Manifest manifest, Path folder) {
    var aside = root.resolve(STAGING).resolve(model + "-" + folder.getFileName());
    try {
      deleteTree(aside);
      for (var file : new TreeMap<>(files).entrySet()) {
        var path = aside.resolve(file.getKey());
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        write(path, file.getValue());
        reached.accept(PublicationStep.FILE_WRITTEN);
      }
      Files.createDirectories(aside);
      write(aside.resolve(Manifest.FILE), manifest.json().getBytes(StandardCharsets.UTF_8));
      reached.accept(PublicationStep.FILES_WRITTEN);
      Files.createDirectories(folder.getParent());
      Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new InfraError(
          "Cannot stage model files: the folder cannot be written: "
              + folder
              + "; check space and permissions and run again",
          e);
    }
  }

  /**
   * The folder of that digest, every file verified.
   *
   * @throws DataError when it is missing, or a file differs, is missing or is not listed
   */
  StagedModel open(String model, String digest) {
    var folder = folder(model, digest);
    var file = folder.resolve(Manifest.FILE);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new DataError(
          "Cannot use model folder: no manifest: " + file + "; restore it or train again");
    }
    var json = text(file);
    if (!Digests.sha256(json).equals(digest)) {
      throw new DataError(
          "Cannot use model folder: %s differs from the digest %s: %s; restore it or train again"
              .formatted(Manifest.FILE, digest, folder));
    }
    Manifest.parse(json).verify(folder);
    return new StagedModel(model, digest, folder);
  }

  /** Writes both verdicts beside the files, each file in one step; other markers go first. */
  void writeVerdict(StagedModel staged, Judgement judgement, InfraVerdict infra) {
    try {
      for (var word : MARKERS) {
        Files.deleteIfExists(staged.folder().resolve(word));
      }
      writeDocuments(staged, judgement);
      replace(staged.folder().resolve(infra.word()), infra.detail());
      replace(staged.folder().resolve(VERDICT_FILE), judgement.json());
      replace(staged.folder().resolve(judgement.verdict()), judgement.digest() + "\n");
      reached.accept(PublicationStep.VERDICT_WRITTEN);
    } catch (IOException e) {
      throw new InfraError(
          "Cannot write verdict: the folder cannot be written: "
              + staged.folder()
              + "; check space and permissions and run again",
          e);
    }
  }

  private void writeDocuments(StagedModel staged, Judgement judgement) throws IOException {
    for (var name : Judgement.DOCUMENTS) {
      var bytes = judgement.documents().get(name);
      if (bytes == null) {
        Files.deleteIfExists(staged.folder().resolve(name));
      } else {
        replace(staged.folder().resolve(name), bytes);
      }
    }
  }

  /**
   * Compares the verdict's files with what the version's row says of them, and the documents with
   * what the verdict says of them.
   *
   * @throws DataError when the text or the marker is missing or another
   */
  void verifyVerdict(StagedModel staged, ModelVersion version) {
    var file = staged.folder().resolve(VERDICT_FILE);
    var marked = Files.isRegularFile(staged.folder().resolve(version.verdict()));
    if (!marked
        || !Files.isRegularFile(file)
        || !Digests.sha256(file).equals(version.verdictDigest())) {
      throw new DataError(
          "Cannot use model folder: %s or marker %s differs from version %d's row: %s; restore it or roll back"
              .formatted(VERDICT_FILE, version.verdict(), version.version(), staged.folder()));
    }
    text(file)
        .lines()
        .filter(line -> line.startsWith(Judgement.DOCUMENT))
        .forEach(line -> verifyDocument(staged, line.split(" ", -1)));
  }

  /** Compares one document with its line in the verdict: a word, its digest, its name. */
  private static void verifyDocument(StagedModel staged, String[] words) {
    var file = staged.folder().resolve(words[2]);
    if (!Judgement.DOCUMENTS.contains(words[2])
        || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        || !Digests.sha256(file).equals(words[1])) {
      throw new DataError(
          "Cannot use model folder: %s differs from the digest in %s: %s; restore it or roll back"
              .formatted(words[2], VERDICT_FILE, staged.folder()));
    }
  }

  /** The sentence that the smoke check left with the version; empty when it passed. */
  String infraDetail(ModelVersion version) {
    return text(root.resolve(version.folder()).resolve(version.infraVerdict()));
  }

  /** The folder's path below the registry's root, as the version's row stores it. */
  String relative(StagedModel staged) {
    return root.relativize(staged.folder()).toString();
  }

  private Path folder(String model, String digest) {
    if (!MODEL.matcher(model).matches() || !DIGEST.matcher(digest).matches()) {
      throw new UsageError(
          "Cannot find model folder: not a model name and digest: '%s' '%s'; see conf/models"
              .formatted(model, digest));
    }
    var all = root.resolve(model);
    try {
      if (Files.exists(all)) {
        requireInside(root, all.toRealPath());
      }
    } catch (IOException e) {
      throw new InfraError(
          "Cannot find model folder: path cannot be resolved: " + all + "; check it", e);
    }
    return all.resolve(digest.substring(0, PREFIX_DIGITS));
  }

  private static void requireInside(Path outer, Path real) {
    if (!real.startsWith(outer)) {
      throw new UsageError(
          "Cannot open registry: a folder leaves the lake through a link: "
              + real
              + "; replace the link by a folder");
    }
  }

  private void replace(Path file, String text) throws IOException {
    replace(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private void replace(Path file, byte[] bytes) throws IOException {
    var aside = root.resolve(STAGING).resolve(file.getFileName() + ".tmp");
    Files.createDirectories(aside.getParent());
    write(aside, bytes);
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Returns when the bytes are on the disk, so that the rename never precedes them. */
  private static void write(Path file, byte[] bytes) throws IOException {
    try (var channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      var buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      // Once a file: opened with SYNC, Files.write would wait for the disk every 8 KiB.
      channel.force(true);
    }
  }

  private static String text(Path file) {
    return new String(ModelFiles.read(file), StandardCharsets.UTF_8);
  }

  private static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (var paths = Files.walk(folder)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
