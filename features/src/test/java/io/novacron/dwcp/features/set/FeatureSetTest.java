package io.novacron.dwcp.features.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.schema.Role;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

class FeatureSetTest {

  @Test
  void declaresNullableDoublesBehindTheContext() {
    var spec = FeatureSets.COMPRESSION.tableSpec();

    assertThat(spec.name()).isEqualTo("features_compression");
    assertThat(spec.key()).containsExactly("transfer_id");
    assertThat(spec.columnNames())
        .contains("ts", "ds", "payload_source", "link", "link_type", "payload_class", "size_bytes")
        .endsWith(FeatureSets.COMPRESSION.names().toArray(String[]::new));
    assertThat(
            spec.columns()
                .subList(
                    spec.columns().size() - FeatureSets.COMPRESSION.names().size(),
                    spec.columns().size()))
        .allSatisfy(
            column -> {
              assertThat(column.type()).isEqualTo(DataTypes.DoubleType);
              assertThat(column.nullable()).isTrue();
              assertThat(column.role()).isEqualTo(Role.DERIVED);
              assertThat(column.comment()).endsWith(".");
            });
  }

  @Test
  void holdsNoTruth() {
    assertThat(FeatureSets.COMPRESSION.tableSpec().truthColumns()).isEmpty();
    assertThat(FeatureSets.COMPRESSION.sources()).doesNotContain("telemetry_conditions");
  }

  @Test
  void refusesTwoColumnsOfOneName() {
    var column = new FeatureColumn("a", "-", "A.", "f");
    var grain = new FeatureSet.Grain("One.", List.of(), List.of());

    assertThatThrownBy(() -> new FeatureSet("x", 1, grain, List.of(column, column), List.of()))
        .hasMessageContaining("two columns of one name: a");
  }
}
