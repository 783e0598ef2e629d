package io.novacron.dwcp.jobs.training;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.schema.Tables;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourcesTest {

  private static final Sources ALL =
      Sources.all(null, LocalDate.EPOCH, LocalDate.EPOCH.plusDays(1));

  @Test
  void keepsTruthFromFeatures() {
    assertThatThrownBy(() -> ALL.forFeatures(List.of(Tables.TELEMETRY_CONDITIONS)))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("telemetry_conditions holds truth (leak check truth-role-in-inputs)");
  }

  @Test
  void keepsWhatIsNotDeclaredFromFeatures() {
    var declared = ALL.forFeatures(List.of(Tables.TELEMETRY_LINK));

    assertThatThrownBy(() -> declared.read(Tables.LABELS_COMPRESSION))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("labels_compression is no declared source")
        .hasMessageContaining("[telemetry_link]");
  }
}
