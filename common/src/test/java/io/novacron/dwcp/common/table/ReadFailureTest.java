package io.novacron.dwcp.common.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.DataError;
import java.io.FileNotFoundException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

class ReadFailureTest {

  @Test
  void namesTheFileWhereverInTheCausesItStands() {
    var gone = new FileNotFoundException("File file:/in/part-1.parquet does not exist");

    assertThatThrownBy(
            () ->
                ReadFailure.explained(
                    "link",
                    () -> {
                      throw new SparkException("Job aborted", gone);
                    }))
        .isInstanceOf(DataError.class)
        .hasMessage(
            "Cannot read landing of link: the file is damaged or gone: file:/in/part-1.parquet;"
                + " land the date again");
  }

  @Test
  void leavesAnyOtherFailureABug() {
    assertThatThrownBy(
            () ->
                ReadFailure.explained(
                    "link",
                    () -> {
                      throw new SparkException("executor lost", null);
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(ReadFailure.explained("link", () -> 7)).isEqualTo(7);
  }
}
