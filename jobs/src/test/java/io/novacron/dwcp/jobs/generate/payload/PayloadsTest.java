package io.novacron.dwcp.jobs.generate.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.error.UsageError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

final class PayloadsTest {

  @TempDir private Path folder;

  @Test
  void cutsTheSamePayloadFromTheSamePlaceWithinItsFile() throws IOException {
    var content = noise(200_000, 1);
    Files.write(folder.resolve("a.bin"), content);
    var catalog = catalog(false, config(1.0));

    var first = new PayloadReader(catalog, 1).read(3);
    var again = new PayloadReader(catalog, 1).read(3);

    assertThat(again.bytes()).isEqualTo(first.bytes());
    assertThat(first.bytes().length).isBetween(2048, 16_384);
    assertThat(indexOf(content, first.bytes()) % 512).isZero();
    assertThat(first.source()).isEqualTo("files/a.bin");
    assertThat(first.streamId()).startsWith("files/a.bin#");
    assertThat(again.baseline().orElseThrow())
        .hasToString(first.baseline().orElseThrow().toString());
  }

  @Test
  void readsCompressedFilesUnpackedAndNamesThemWithoutTheirSuffix() throws IOException {
    var content = noise(30_000, 2);
    try (var out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("g.bin.gz")))) {
      out.write(content);
    }
    try (var out =
        new XZOutputStream(
            Files.newOutputStream(folder.resolve("x.bin.xz")), new LZMA2Options(0))) {
      out.write(content);
    }
    var reader = new PayloadReader(catalog(false, config(0)), 1);

    var payloads = LongStream.range(0, 20).mapToObj(reader::readWithoutBaseline).toList();

    assertThat(payloads).extracting(Payload::source).containsOnly("files/g.bin", "files/x.bin");
    assertThat(payloads)
        .allSatisfy(payload -> assertThat(indexOf(content, payload.bytes())).isNotNegative());
  }

  @Test
  void unpacksJarsByKindAndSkipsWhatLiesBefore() throws IOException {
    var one = noise(9000, 3);
    var two = noise(9000, 4);
    try (var zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("lib.jar")))) {
      put(zip, "A.class", one);
      put(zip, "note.txt", "hello".repeat(1000).getBytes(StandardCharsets.UTF_8));
      put(zip, "B.class", two);
      put(zip, "liba.so", noise(5000, 5));
      put(zip, "p.png", noise(5000, 6));
    }

    var files = new FileScan(config(0)).scan(folders(true));
    var crossing =
        ArchiveIndex.of(folder.resolve("lib.jar"), PayloadFile.Packing.ARCHIVED_CLASSES)
            .read(8000, 2000);

    assertThat(files)
        .extracting(PayloadFile::source)
        .containsExactly(
            "files/lib.jar",
            "files/lib.jar!classes",
            "files/lib.jar!images",
            "files/lib.jar!natives",
            "files/lib.jar!text");
    assertThat(Arrays.copyOf(crossing, 1000)).isEqualTo(Arrays.copyOfRange(one, 8000, 9000));
    assertThat(Arrays.copyOfRange(crossing, 1000, 2000)).isEqualTo(Arrays.copyOf(two, 1000));
  }

  @Test
  void readsLongEntriesOfAnArchiveInAnyOrder() throws IOException {
    var jar = folder.resolve("long.jar");
    var one = noise(300_000, 3);
    var two = noise(400_000, 4);
    try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      put(zip, "A.class", one);
      put(zip, "B.class", two);
    }
    var run = new ByteArrayOutputStream();
    run.write(one);
    run.write(two);

    var index = ArchiveIndex.of(jar, PayloadFile.Packing.ARCHIVED_CLASSES);

    for (var offset : List.of(650_000, 10, 299_990, 500_000, 0, 300_000, 699_999)) {
      assertThat(index.read(offset, 1000))
          .as("from %d", offset)
          .isEqualTo(
              Arrays.copyOfRange(run.toByteArray(), offset, Math.min(700_000, offset + 1000)));
    }
  }

  @Test
  void changesPagesSoThatOlderBaselinesDifferMore() {
    var payload = noise(65_536, 7);
    var little = new EarlierVersion(config(1, 0.01, 0.01), 1);
    var much = new EarlierVersion(config(1, 0.5, 0.5), 1);

    var ages = new ArrayList<Double>();
    for (var version : List.of(little, much)) {
      ages.add(version.of(payload, "s", noise(65_536, 8), 1).ageS());
    }

    assertThat(ages.get(1)).isGreaterThan(10 * ages.get(0));
    var unchangedPages =
        LongStream.range(0, 20)
            .map(
                seed -> samePages(payload, little.of(payload, "s", noise(65_536, 8), seed).bytes()))
            .filter(pages -> pages == 15)
            .count();
    assertThat(unchangedPages).as("versions that differ in one page of 16").isBetween(8L, 16L);
  }

  @Test
  void keepsBaselinesForTheConfiguredShareOfStreams() {
    var version = new EarlierVersion(config(0.4, 0.01, 0.5), 1);

    var kept = LongStream.range(0, 2000).filter(i -> version.keptFor("stream " + i)).count();

    assertThat(kept).isBetween(730L, 870L);
  }

  @Test
  void findsWhereDumpedBytesLayBefore() {
    var earlier = noise(100_000, 9);
    var payload = Arrays.copyOfRange(earlier, 40_000, 60_000);

    assertThat(DumpAlignment.shift(payload, earlier, 40_000)).isZero();
    assertThat(DumpAlignment.shift(payload, earlier, 33_333)).isEqualTo(6667);
    assertThat(DumpAlignment.shift(noise(5000, 10), earlier, 500)).isZero();
    assertThat(DumpAlignment.shift(new byte[5000], new byte[9000], 500)).isZero();
  }

  @Test
  void namesContentByNameOrByFirstBytes() {
    assertThat(PayloadClass.of("a/pom.xml", new byte[0])).isEqualTo(PayloadClass.XML);
    assertThat(PayloadClass.of("libz.so.1", new byte[0])).isEqualTo(PayloadClass.ELF);
    assertThat(PayloadClass.of("lib/modules", new byte[0])).isEqualTo(PayloadClass.CLASS);
    assertThat(PayloadClass.of("java", bytes(0x7f, 'E', 'L', 'F'))).isEqualTo(PayloadClass.ELF);
    assertThat(PayloadClass.of("x", bytes(0xca, 0xfe, 0xba, 0xbe))).isEqualTo(PayloadClass.CLASS);
    assertThat(PayloadClass.of("x", bytes('P', 'K', 3, 4))).isEqualTo(PayloadClass.JAR);
    assertThat(PayloadClass.of("x", bytes('<', '?', 'x', 'm'))).isEqualTo(PayloadClass.XML);
    assertThat(PayloadClass.of("x", bytes('a', ' ', '\n', 'b'))).isEqualTo(PayloadClass.TEXT);
    assertThat(PayloadClass.of("x", bytes(0, 1, 2, 3))).isEqualTo(PayloadClass.OTHER);
  }

  @Test
  void refusesFoldersWithoutPayloads() throws IOException {
    Files.write(folder.resolve("tiny.txt"), new byte[10]);

    assertThatThrownBy(() -> catalog(false, config(0)))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("no file of at least 2048 bytes");
    assertThatThrownBy(() -> PayloadFolders.ofFiles(folder.resolve("none"), folder))
        .isInstanceOf(UsageError.class);
    assertThatThrownBy(() -> config(2, 0.1, 0.2)).hasMessageContaining("baseline-share");
    assertThatThrownBy(() -> config(0, 0.3, 0.2)).hasMessageContaining("max-change");
  }

  @Test
  void givesEveryClassItsShare() throws IOException {
    Files.write(folder.resolve("a.txt"), noise(50_000, 1));
    Files.write(folder.resolve("b.png"), noise(50_000, 2));
    Files.write(folder.resolve("c.unlisted"), noise(50_000, 3));
    var catalog = catalog(true, config(0));
    var reader = new PayloadReader(catalog, 1);

    var texts =
        LongStream.range(0, 400)
            .mapToObj(reader::readWithoutBaseline)
            .filter(payload -> payload.kind() == PayloadClass.TEXT)
            .count();

    assertThat(texts).isBetween(260L, 340L);
  }

  private PayloadCatalog catalog(boolean machine, PayloadConfig config) {
    var folders = folders(machine);
    try (var dumps = new HeapDumps(config, folders)) {
      return PayloadCatalog.of(folders, config, 1, dumps, 1);
    }
  }

  private PayloadFolders folders(boolean machine) {
    var root = new PayloadFolders.Root("files", folder);
    return new PayloadFolders(List.of(root), folder.resolve("scratch"), machine);
  }

  private static PayloadConfig config(double baselineShare) {
    return config(baselineShare, 0.01, 0.5);
  }

  private static PayloadConfig config(double baselineShare, double min, double max) {
    return new PayloadConfig(
        2048,
        16_384,
        1,
        1,
        65_536,
        100,
        1 << 20,
        0,
        1 << 20,
        baselineShare,
        min,
        max,
        Map.of("text", 0.75, "image", 0.25));
  }

  private static byte[] noise(int length, long seed) {
    var bytes = new byte[length];
    new SplittableRandom(seed).nextBytes(bytes);
    return bytes;
  }

  private static byte[] bytes(int... values) {
    var bytes = new byte[values.length];
    for (var i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  private static int indexOf(byte[] content, byte[] part) {
    for (var i = 0; i + part.length <= content.length; i++) {
      if (Arrays.equals(content, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    return -1;
  }

  private static int samePages(byte[] a, byte[] b) {
    var same = 0;
    for (var at = 0; at + 4096 <= Math.min(a.length, b.length); at += 4096) {
      same += Arrays.equals(a, at, at + 4096, b, at, at + 4096) ? 1 : 0;
    }
    return same;
  }
}
