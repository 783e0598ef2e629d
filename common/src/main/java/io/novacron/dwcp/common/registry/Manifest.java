package io.novacron.dwcp.common.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.error.InfraError;
import io.novacron.dwcp.common.run.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Size and SHA-256 of every file of a model's folder, sorted by path: what the model <em>is</em>.
 *
 * <p>The manifest itself, the verdict's files and the documents, which come later, are not among
 * its files: the verdict's digest covers those. Links and paths that leave the folder are refused.
 */
public record Manifest(List<Entry> files) {

  /** The manifest's own file. */
  public static final String FILE = "manifest.json";

  /** Files beside the model's own: the manifest and what the judge adds afterwards. */
  static final Set<String> BESIDE =
      Stream.concat(
              Stream.of(
                  FILE,
                  "_VERDICT.json",
                  Judgement.BLESSED,
                  Judgement.NOT_BLESSED,
                  Judgement.NOT_EVALUATED,
                  InfraVerdict.BLESSED,
                  InfraVerdict.NOT_BLESSED),
              Judgement.DOCUMENTS.stream())
          .collect(Collectors.toUnmodifiableSet());

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  /**
   * One file.
   *
   * @param path below the folder, parts separated by {@code /}
   */
  public record Entry(String path, long sizeBytes, String sha256) {

    /**
     * Checks path and digest.
     *
     * @throws DataError when the path is absolute, empty or has a part such as {@code ..}, or the
     *     digest is none
     */
    public Entry {
      var sound = path.matches("[A-Za-z0-9._+-]{1,128}(/[A-Za-z0-9._+-]{1,128}){0,8}");
      for (var part : path.split("/", -1)) {
        sound &= !part.equals(".") && !part.equals("..");
      }
      if (!sound) {
        throw new DataError(
            "Cannot list a model's files: not a path inside its folder: '%s'; rename the file"
                .formatted(path));
      }
      if (!sha256.matches("[0-9a-f]{64}")) {
        throw new DataError(
            "Cannot list a model's files: no SHA-256: '%s' of %s; restore the manifest"
                .formatted(sha256, path));
      }
    }
  }

  public Manifest {
    files = files.stream().sorted(Comparator.comparing(Entry::path)).toList();
    var paths = new HashSet<String>();
    for (var file : files) {
      if (!paths.add(file.path())) {
        throw new DataError(
            "Cannot list a model's files: listed twice: " + file.path() + "; restore the manifest");
      }
    }
  }

  /**
   * The manifest of files that are not written yet.
   *
   * @throws DataError when a path leaves the folder or is one of the registry's own files
   */
  public static Manifest of(Map<String, byte[]> files) {
    var entries = new ArrayList<Entry>();
    for (var file : files.entrySet()) {
      if (BESIDE.contains(file.getKey())) {
        throw new DataError(
            "Cannot list a model's files: the registry writes this one itself: "
                + file.getKey()
                + "; rename the file");
      }
      var bytes = file.getValue();
      entries.add(new Entry(file.getKey(), bytes.length, Digests.sha256(bytes)));
    }
    return new Manifest(entries);
  }

  /**
   * The manifest of a folder as it is on disk; reads every file once.
   *
   * @throws DataError when the folder holds a link or a file that is no regular file
   */
  public static Manifest of(Path folder) {
    try (var paths = Files.walk(folder)) {
      var entries = new ArrayList<Entry>();
      for (var path :
          paths.filter(p -> !Files.isDirectory(p) || Files.isSymbolicLink(p)).toList()) {
        var name = folder.relativize(path).toString();
        if (BESIDE.contains(name)) {
          continue;
        }
        if (Files.isSymbolicLink(path) || !Files.isRegularFile(path)) {
          throw new DataError(
              "Cannot list a model's files: not a regular file: "
                  + path
                  + "; replace it by a file");
        }
        entries.add(new Entry(name, Files.size(path), Digests.sha256(path)));
      }
      return new Manifest(entries);
    } catch (IOException e) {
      throw new InfraError(
          "Cannot list a model's files: the folder cannot be read: " + folder + "; check it", e);
    }
  }

  /**
   * The manifest in JSON text that {@link #json} wrote.
   *
   * @throws DataError when it is malformed
   */
  public static Manifest parse(String json) {
    try {
      return new Manifest(List.of(MAPPER.readValue(json, Entry[].class)));
    } catch (JsonProcessingException e) {
      throw new DataError(
          "Cannot read a manifest: malformed: " + e.getOriginalMessage() + "; restore the folder",
          e);
    }
  }

  /** A JSON array, one file a line, sorted by path: equal manifests have equal bytes. */
  public String json() {
    // Paths and digests hold no character that JSON escapes: the entry's constructor sees to it.
    return files.stream()
        .map(
            file ->
                "{\"path\":\"%s\",\"size_bytes\":%d,\"sha256\":\"%s\"}"
                    .formatted(file.path(), file.sizeBytes(), file.sha256()))
        .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
  }

  /** SHA-256 of {@link #json}: the model's digest. */
  public String digest() {
    return Digests.sha256(json());
  }

  /**
   * Compares the folder with this manifest.
   *
   * @throws DataError naming every file that differs, is missing or is not listed
   */
  public void verify(Path folder) {
    var expected = byPath();
    var faults = new ArrayList<String>();
    for (var found : Manifest.of(folder).files()) {
      var listed = expected.remove(found.path());
      if (listed == null) {
        faults.add(found.path() + " is not listed");
      } else if (!listed.equals(found)) {
        faults.add(found.path() + " differs");
      }
    }
    expected.keySet().forEach(path -> faults.add(path + " is missing"));
    if (!faults.isEmpty()) {
      throw new DataError(
          "Cannot use model folder: %s: %s; restore it or roll back to another version"
              .formatted(String.join(", ", faults), folder));
    }
  }

  private Map<String, Entry> byPath() {
    var result = new TreeMap<String, Entry>();
    files.forEach(file -> result.put(file.path(), file));
    return result;
  }
}
