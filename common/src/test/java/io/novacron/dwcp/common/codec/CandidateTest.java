package io.novacron.dwcp.common.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.schema.Tables;
import org.junit.jupiter.api.Test;

class CandidateTest {

  @Test
  void hasTheLabelsAndTheOrderOfTheTables() {
    assertThat(Candidate.ALL).extracting(Candidate::label).isEqualTo(Tables.CANDIDATES);
    assertThat(Tables.CANDIDATES).extracting(Candidate::of).isEqualTo(Candidate.ALL);
  }

  @Test
  void refusesAnUnknownLabelByName() {
    assertThatThrownBy(() -> Candidate.of("brotli"))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("unknown label: brotli");
  }
}
