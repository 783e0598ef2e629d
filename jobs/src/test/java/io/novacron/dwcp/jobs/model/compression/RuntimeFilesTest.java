package io.novacron.dwcp.jobs.model.compression;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.novacron.dwcp.common.codec.Codec;
import io.novacron.dwcp.jobs.model.compression.SentRow.Made;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class RuntimeFilesTest {

  /** zstd halves the payload; it costs less than sending it as it is from 5,000 bytes on. */
  private static SentRow row(String link, long size, boolean zstdMaxPays) {
    var codecs =
        new EnumMap<Codec, Made>(
            Map.of(
                Codec.NONE, new Made(size, 0, size),
                Codec.LZ4, new Made(size, 1.0, size + 1),
                Codec.ZSTD, new Made(size / 2, 2.5, size / 2.0 + 2500)));
    if (zstdMaxPays) {
      codecs.put(Codec.ZSTD_MAX, new Made(size / 4, 0, size / 4.0));
    }
    return new SentRow(link, size, codecs);
  }

  private static JsonNode settings(List<SentRow> rows) throws IOException {
    return new JsonMapper().readTree(RuntimeSettings.json(rows));
  }

  @Test
  void namesEveryFieldOfBothGoStructures() throws IOException {
    var settings = settings(List.of());

    assertThat(settings.get("SelectorConfig").fieldNames())
        .toIterable()
        .containsExactly(
            "LearningRate",
            "AdaptiveEnabled",
            "SmallDataSize",
            "LargeDataSize",
            "DatacenterTargetSpeed",
            "InternetTargetRatio");
    assertThat(settings.get("AdaptiveConfig").fieldNames())
        .toIterable()
        .containsExactly(
            "enabled",
            "min_compression_ratio",
            "target_ratio",
            "max_cpu_utilization",
            "adjust_interval",
            "ratio_window");
  }

  @Test
  void keepsTheRuntimesDefaultsWhereNoRowSpeaksAgainstThem() throws IOException {
    var settings = settings(List.of());

    assertThat(settings.at("/SelectorConfig/SmallDataSize").asLong()).isEqualTo(1024);
    assertThat(settings.at("/SelectorConfig/LargeDataSize").asLong()).isEqualTo(1 << 20);
    assertThat(settings.at("/SelectorConfig/DatacenterTargetSpeed").asDouble()).isEqualTo(1000);
    assertThat(settings.at("/SelectorConfig/InternetTargetRatio").asDouble()).isEqualTo(5);
    assertThat(settings.at("/AdaptiveConfig/min_compression_ratio").asDouble()).isEqualTo(1.1);
    assertThat(settings.at("/AdaptiveConfig/target_ratio").asDouble()).isEqualTo(10);
  }

  @Test
  void choosesTheThresholdsThatCostLeast() throws IOException {
    var settings =
        settings(
            List.of(
                row("dc", 3000, false),
                row("dc", 6000, false),
                row("wan", 20_000, false),
                row("wan", 40_000, true)));

    assertThat(settings.at("/SelectorConfig/SmallDataSize").asLong()).isEqualTo(4096);
    assertThat(settings.at("/SelectorConfig/LargeDataSize").asLong()).isEqualTo(16384);
    assertThat(settings.at("/SelectorConfig/InternetTargetRatio").asDouble()).isEqualTo(2);
    // 6,000 bytes a millisecond.
    assertThat(settings.at("/SelectorConfig/DatacenterTargetSpeed").asDouble()).isEqualTo(5.722);
  }

  @Test
  void takesEachCodecFromItsOwnColumns() {
    var row =
        RowFactory.create(
            "wan", 100L, 100L, 0.0, 9.0, 60L, 1.0, 8.0, 50L, 2.0, 7.0, null, null, null);

    assertThat(RuntimeFiles.sent(row))
        .isEqualTo(
            new SentRow(
                "wan",
                100,
                Map.of(
                    Codec.NONE, new Made(100, 0, 9),
                    Codec.LZ4, new Made(60, 1, 8),
                    Codec.ZSTD, new Made(50, 2, 7))));
  }

  @Test
  void replaysEachCodecAsTheRuntimeCountsIt() {
    var lines = new String(RuntimeFiles.replay(List.of(row("wan", 8000, true))), UTF_8);

    assertThat(lines)
        .isEqualTo(
            """
            {"algo":1,"name":"lz4","originalSize":8000,"compressedSize":8000,"duration":1000000}
            {"algo":2,"name":"zstd","originalSize":8000,"compressedSize":4000,"duration":2500000}
            {"algo":3,"name":"zstd-max","originalSize":8000,"compressedSize":2000,"duration":1}
            """);
  }
}
