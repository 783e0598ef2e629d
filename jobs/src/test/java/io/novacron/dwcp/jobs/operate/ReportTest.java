package io.novacron.dwcp.jobs.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.InfraError;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  @TempDir Path folder;

  @Test
  void writesOneFileThatNeedsNothingElse() throws IOException {
    var file = new Report().write(ReportNights.full(), folder.resolve("new/report.html"));

    var html = Files.readString(file);
    assertThat(html)
        .startsWith("<!DOCTYPE html>")
        .doesNotContain("<script", "<link", "@import", "src=")
        .doesNotContainPattern("url\\((?!#)")
        .contains("<svg viewBox=");
    assertThat(html.replaceAll("xmlns[:a-z]*=\"[^\"]*\"", ""))
        .doesNotContain("http://", "https://");
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void escapesEveryName() {
    var html = new Report().html(ReportNights.hostile());

    assertThat(html).doesNotContain("<script>", "<img").contains("&lt;script&gt;");
  }

  @Test
  void saysPlainlyWhatIsMissing() {
    var html = new Report().html(ReportNights.refusedFirst());

    assertThat(html)
        .contains(
            "There is no champion yet: first night.",
            "No champion yet: first night. Value gates and floors only.",
            "No slices were written in this run.",
            "No feature importance was written in this run.",
            "No search trials were written in this run.",
            "No quality checks were written in this run.",
            "No calibration was written in this run.",
            "No steps were recorded in this run.",
            "undefined never passes");
  }

  @Test
  void marksWhatHasTooFewRows() {
    var html = new Report().html(ReportNights.full());

    assertThat(html).containsPattern("insufficient<small>n = 12</small>");
  }

  @Test
  void givesTheSameTextForTheSameNight() {
    assertThat(new Report().html(ReportNights.full()))
        .isEqualTo(new Report().html(ReportNights.full()));
  }

  @Test
  void givesEveryTableACaptionAndRowsAHeading() {
    var html = new Report().html(ReportNights.full());

    assertThat(html.split("<table>")).hasSameSizeAs(html.split("<caption>"));
    assertThat(html.split("<tr><th scope=\"row\"", -1).length)
        .isEqualTo(html.split("<tr>", -1).length - html.split("<thead>", -1).length + 1);
  }

  @Test
  void refusesAFileThatCannotBeWritten() throws IOException {
    var blocked = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> new Report().write(ReportNights.full(), blocked.resolve("r.html")))
        .isInstanceOf(InfraError.class)
        .hasMessageContaining("Cannot write report");
  }

  @Test
  void drawsNothingButSaysSoWhereThereAreNoFonts() {
    Supplier<Font> fontless =
        () -> {
          throw new InternalError("no fonts");
        };

    var html = new Report(fontless).html(ReportNights.full());

    assertThat(html).doesNotContain("<svg").contains("Not drawn: ").contains("98.10 to 98.72 %");
  }

  @Test
  void fallsBackToTheMachinesFontWhenTheClassPathHasNone() {
    assertThat(ReportFont.load("/no/such/font.ttf").getFamily()).isNotEmpty();
    assertThat(ReportFont.load("/report/style.css").getSize()).isEqualTo(12);
  }
}
