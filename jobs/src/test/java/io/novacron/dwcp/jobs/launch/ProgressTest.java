package io.novacron.dwcp.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final AtomicLong clock = new AtomicLong(1_000_000_000_000L);
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void writesOneLineAnIntervalAndOneAtTheEnd() {
    var progress = Progress.inLines(out, clock::get, Duration.ofSeconds(10));

    progress.stage("labels", 200);
    after(4);
    progress.advance(20);
    after(6);
    progress.advance(50);
    after(5);
    progress.advance(80);
    after(5);
    progress.advance(200);
    progress.done();

    assertThat(text().lines())
        .containsExactly(
            "labels: 50 of 200 (25 %), 5/s, 30.0 s left",
            "labels: 200 of 200 (100 %), 10/s, 0 ms left", "labels: done, 200 in 20.0 s, 10/s");
  }

  @Test
  void rewritesOneLineOnTerminals() {
    var progress = Progress.onTerminal(out, clock::get);

    progress.stage("train", 4);
    after(1);
    progress.advance(1);
    progress.advance(2);
    after(1);
    progress.advance(2);
    progress.done();

    assertThat(text())
        .isEqualTo(
            "\r\u001b[Ktrain: 1 of 4 (25 %), 1/s, 3.0 s left"
                + "\r\u001b[Ktrain: 2 of 4 (50 %), 1/s, 2.0 s left"
                + "\r\u001b[Ktrain: done, 2 in 2.0 s, 1/s"
                + System.lineSeparator());
  }

  @Test
  void saysNothingOfTimeLeftWhereTheTotalIsUnknown() {
    var progress = Progress.onTerminal(out, clock::get);

    progress.stage("ingest", 0);
    after(2);
    progress.advance(5000);

    assertThat(text()).endsWith("ingest: 5,000, 2,500/s, 2.0 s so far");
  }

  @Test
  void correctsTheTotalOfTheRunningStage() {
    var progress = Progress.inLines(out, clock::get, Duration.ofSeconds(1));

    progress.stage("labels", 10);
    progress.advance(5);
    progress.stage("labels", 40);
    after(5);
    progress.advance(3);

    assertThat(text().strip()).isEqualTo("labels: 5 of 40 (13 %), 1/s, 35.0 s left");
  }

  @Test
  void endsAStageWhenTheNextBegins() {
    var progress = Progress.inLines(out, clock::get, Duration.ofSeconds(10));

    progress.stage("features", 1);
    after(1);
    progress.stage("labels", 1);
    progress.done();
    progress.done();

    assertThat(text().lines())
        .containsExactly("features: done, 0 in 1.0 s, 0/s", "labels: done, 0 in 0 ms");
  }

  @Test
  void refusesAnIntervalOfZero() {
    assertThatThrownBy(() -> Progress.inLines(out, clock::get, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("interval");
  }

  private void after(long seconds) {
    clock.addAndGet(seconds * 1_000_000_000L);
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
