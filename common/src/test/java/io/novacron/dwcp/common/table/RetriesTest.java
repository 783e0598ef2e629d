package io.novacron.dwcp.common.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.exceptions.ConcurrentAppendException;
import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.error.InfraError;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetriesTest {

  private final Retries retries = new Retries(new TableConfig(3, 1, 2));
  private final AtomicInteger tries = new AtomicInteger();

  /** Fails that many times, then succeeds. */
  private void failing(int times, Exception failure) {
    retries.run(
        "t",
        () -> {
          if (tries.incrementAndGet() <= times) {
            throw failure;
          }
        });
  }

  @Test
  void succeedsAfterTwoConflicts() {
    failing(2, new ConcurrentAppendException("a commit came between"));

    assertThat(tries).hasValue(3);
  }

  @Test
  void succeedsAfterStorageFailedInsideAJob() {
    failing(1, new IllegalStateException("Job aborted", new IOException("connection reset")));

    assertThat(tries).hasValue(2);
  }

  @Test
  void givesUpWithOneSentence() {
    var cause = new IOException("connection reset. \nat host 7");

    assertThatThrownBy(() -> failing(9, cause))
        .isInstanceOf(InfraError.class)
        .hasMessage(
            "Cannot write t: storage or another writer disturbed 3 attempts:"
                + " IOException: connection reset; run the step again")
        .hasCause(cause);
    assertThat(tries).hasValue(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"data", "bug", "missing", "refused", "input"})
  void triesOnceWhatWouldFailAgain(String kind) {
    var failure =
        switch (kind) {
          case "data" -> new DataError("a row breaks a constraint");
          case "bug" -> new IllegalStateException("bug");
          case "missing" -> new RuntimeException(new FileNotFoundException("gone"));
          case "refused" -> new RuntimeException(new AccessDeniedException("/lake"));
          default ->
              new RuntimeException("[FAILED_READ_FILE] a.parquet", new IOException("no footer"));
        };

    assertThatThrownBy(() -> failing(9, failure)).isSameAs(failure);
    assertThat(tries).hasValue(1);
  }

  @Test
  void refusesSettingsThatNeverTryOrNeverEnd() {
    assertThatThrownBy(() -> new TableConfig(0, 1, 2)).hasMessageContaining("write-attempts: not");
    assertThatThrownBy(() -> new TableConfig(11, 1, 2)).hasMessageContaining("write-attempts: not");
    assertThatThrownBy(() -> new TableConfig(2, 5, 5)).hasMessageContaining("max-wait-ms: 5");
  }
}
