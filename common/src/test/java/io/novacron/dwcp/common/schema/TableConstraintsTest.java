package io.novacron.dwcp.common.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

class TableConstraintsTest {

  private static ColumnSpec column(String name) {
    return ColumnSpec.of(name, DataTypes.DoubleType, Role.OBSERVED, "-", "Column.");
  }

  private static TableSpec table(ColumnSpec... columns) {
    return new TableSpec("t", "One row.", List.of(), List.of(columns));
  }

  @Test
  void writesEachDomainAsOneExpressionThatLetsNullPass() {
    var spec =
        table(
            column("free"),
            column("share").within(0, 0.5),
            column("count").atLeast(1),
            column("word").oneOf("a", "b+c"));

    assertThat(TableConstraints.of(spec))
        .isEqualTo(
            Map.of(
                "share_domain", "share IS NULL OR (share >= 0 AND share <= 0.5D)",
                "count_domain", "count IS NULL OR (count >= 1)",
                "word_domain", "word IS NULL OR (word IN ('a', 'b+c'))"));
  }

  @Test
  void refusesNamesAndWordsThatWouldNeedQuoting() {
    assertThatThrownBy(() -> TableConstraints.of(table(column("x y").atLeast(0))))
        .hasMessage("no name or word for a constraint: x y");
    assertThatThrownBy(() -> TableConstraints.of(table(column("x").oneOf("it's"))))
        .hasMessage("no name or word for a constraint: it's");
  }

  @Test
  void everyDeclaredTableHasConstraintsThatCanBeWritten() {
    assertThat(Tables.all()).allSatisfy(spec -> assertThat(TableConstraints.of(spec)).isNotNull());
    assertThat(TableConstraints.of(Tables.TELEMETRY_LINK)).hasSizeGreaterThan(15);
  }
}
