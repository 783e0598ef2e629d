package io.novacron.dwcp.jobs.generate.payload;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.run.Seeds;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The files that payloads come from, and which payload is cut where: a function of seed and payload
 * number only.
 *
 * <p><b>Definition.</b> Payload n draws a class by the configured shares (those of absent classes
 * go to the others), a file of that class with weight sqrt(bytes), so that large files give more
 * and no file gives all, and an offset that is a multiple of 512 bytes. Without class shares the
 * file is drawn over all files.
 *
 * <p><b>Cost.</b> O(log files) a draw. Travels to tasks in a broadcast.
 */
public final class PayloadCatalog implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int ALIGNMENT = 512;

  private final PayloadConfig config;
  private final long seed;
  private final List<PayloadFile> files;
  private final int links;
  private final List<Site> sites;

  private PayloadCatalog(
      PayloadConfig config, long seed, List<PayloadFile> files, int links, boolean shares) {
    this.config = config;
    this.seed = seed;
    this.files = List.copyOf(files);
    this.links = links;
    this.sites = sites(shares);
  }

  /** What the files of one site give: a class, then a file of it. */
  private record Site(Wheel classes, List<Wheel> filesOfClass) implements Serializable {}

  /**
   * Deals the files to sites by name, round robin in the order of a hash, so that all runs of one
   * file lie in one site; there are never more sites than half the files or the links.
   */
  private List<Site> sites(boolean shares) {
    var names = files.stream().map(PayloadFile::source).distinct().toList();
    var dealt =
        names.stream().sorted(Comparator.comparingDouble(name -> Seeds.unit(seed, name))).toList();
    var count = Math.max(1, Math.min(config.sites(), Math.min(links, names.size() / 2)));
    var siteOf = new HashMap<String, Integer>();
    for (var i = 0; i < dealt.size(); i++) {
      siteOf.put(dealt.get(i), i % count);
    }
    return IntStream.range(0, count)
        .mapToObj(
            number ->
                site(
                    IntStream.range(0, files.size())
                        .filter(i -> siteOf.getOrDefault(files.get(i).source(), 0) == number)
                        .boxed()
                        .toList(),
                    shares))
        .toList();
  }

  private Site site(List<Integer> members, boolean shares) {
    Map<PayloadClass, List<Integer>> byClass = new EnumMap<>(PayloadClass.class);
    for (var i : members) {
      var kind = shares ? files.get(i).kind() : PayloadClass.OTHER;
      byClass.computeIfAbsent(kind, k -> new ArrayList<>()).add(i);
    }
    var kinds = List.copyOf(byClass.keySet());
    var classes =
        Wheel.of(
            kinds.stream().map(PayloadClass::ordinal).toList(),
            kinds.stream().map(kind -> shares ? share(kind) : 1.0).toList());
    var filesOfClass = new ArrayList<Wheel>();
    for (var kind : PayloadClass.values()) {
      var ofKind = byClass.getOrDefault(kind, List.of());
      filesOfClass.add(
          Wheel.of(
              ofKind, ofKind.stream().map(i -> Math.sqrt((double) files.get(i).bytes())).toList()));
    }
    return new Site(classes, List.copyOf(filesOfClass));
  }

  /** The site of payload {@code number}: that of the link that sends it. */
  public int siteOf(long number) {
    return (int) (number % links % sites.size());
  }

  private double share(PayloadClass kind) {
    return config.classShares().getOrDefault(kind.word(), 0.0);
  }

  /**
   * Lists the folders' files and the regions of the heap dumps.
   *
   * @throws DataError when no file is large enough for a payload
   */
  public static PayloadCatalog of(
      PayloadFolders folders, PayloadConfig config, long seed, HeapDumps dumps, int links) {
    var files = new ArrayList<>(new FileScan(config).scan(folders));
    files.addAll(dumps.regions());
    var catalog = new PayloadCatalog(config, seed, files, links, folders.machineDefaults());
    if (files.isEmpty() || catalog.sites.stream().anyMatch(site -> site.classes().empty())) {
      throw new DataError(
          "Cannot cut payloads: no file of at least %d bytes: %s; name a folder that has some"
              .formatted(config.minBytes(), folders.roots()));
    }
    return catalog;
  }

  /** Number of runs of bytes. */
  public int size() {
    return files.size();
  }

  PayloadFile file(int index) {
    return files.get(index);
  }

  PayloadConfig config() {
    return config;
  }

  /** The largest size that payload {@code number} may have; its file may be smaller. */
  public static long wantedBytes(PayloadConfig config, long seed, long number) {
    var unit = Seeds.unit(seed, "payload size " + number);
    var ratio = (double) config.maxBytes() / config.minBytes();
    return Math.round(config.minBytes() * Math.pow(ratio, unit));
  }

  PayloadRef pick(long number) {
    var payloadSeed = Seeds.derive(seed, "payload " + number);
    var random = new SplittableRandom(payloadSeed);
    var site = sites.get(siteOf(number));
    var kind = site.classes().at(random.nextDouble());
    var fileIndex = site.filesOfClass().get(kind).at(random.nextDouble());
    var file = files.get(fileIndex);
    var length = (int) Math.min(wantedBytes(config, seed, number), file.bytes());
    var places = (file.bytes() - length) / ALIGNMENT + 1;
    return new PayloadRef(fileIndex, random.nextLong(places) * ALIGNMENT, length, payloadSeed);
  }

  /** Index of the file that payload {@code number} is cut from: the grouping key of tasks. */
  public int fileIndex(long number) {
    return pick(number).fileIndex();
  }

  /** Draws items with given weights. */
  private record Wheel(List<Integer> items, List<Double> upTo) implements Serializable {

    static Wheel of(List<Integer> items, List<Double> weights) {
      var kept = new ArrayList<Integer>();
      var upTo = new ArrayList<Double>();
      var sum = 0.0;
      for (var i = 0; i < items.size(); i++) {
        if (weights.get(i) > 0) {
          sum += weights.get(i);
          kept.add(items.get(i));
          upTo.add(sum);
        }
      }
      return new Wheel(List.copyOf(kept), List.copyOf(upTo));
    }

    boolean empty() {
      return items.isEmpty();
    }

    int at(double unit) {
      var found = java.util.Collections.binarySearch(upTo, unit * upTo.get(upTo.size() - 1));
      var index = found >= 0 ? found + 1 : -found - 1;
      return items.get(Math.min(index, items.size() - 1));
    }
  }
}
