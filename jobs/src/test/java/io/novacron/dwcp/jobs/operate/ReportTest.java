package io.novacron.dwcp.jobs.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
