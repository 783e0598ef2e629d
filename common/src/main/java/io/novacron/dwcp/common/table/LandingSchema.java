package io.novacron.dwcp.common.table;

import static org.apache.spark.sql.functions.col;

import io.novacron.dwcp.common.schema.ColumnSpec;
import io.novacron.dwcp.common.schema.SchemaCheck;
import io.novacron.dwcp.common.schema.TableSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * How a landing schema is brought to the declared one: renames, and widening without loss.
 *
 * <p>Widened are byte, short and int to long, and byte, short, int and float to double. A long is
 * not taken for a double (53 bits do not hold it), nor a timestamp without zone for a timestamp.
 */
record LandingSchema(TableSpec spec, Map<String, String> renames) {

  private static final Map<DataType, List<DataType>> WIDENED =
      Map.of(
          DataTypes.LongType,
          List.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType),
          DataTypes.DoubleType,
          List.of(
              DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.FloatType));

  LandingSchema {
    renames = Map.copyOf(renames);
  }

  /** All differences that neither a rename nor widening explains; {@code ds} included. */
  List<String> faults(StructType landed) {
    var fields = Arrays.stream(landed.fields()).map(this::declared).toArray(StructField[]::new);
    var faults = new ArrayList<>(SchemaCheck.faults(spec, new StructType(fields)));
    var names = List.of(landed.fieldNames());
    renames.forEach(
        (from, to) -> {
          if (names.contains(from) && names.contains(to)) {
            faults.add("columns %s and %s are both %s".formatted(from, to, to));
          }
        });
    return faults;
  }

  private StructField declared(StructField field) {
    var name = renames.getOrDefault(field.name(), field.name());
    var type =
        spec.column(name)
            .map(ColumnSpec::type)
            .filter(wanted -> WIDENED.getOrDefault(wanted, List.of()).contains(field.dataType()))
            .orElse(field.dataType());
    return DataTypes.createStructField(name, type, true);
  }

  /** The declared columns, in declared order, out of a schema without faults. */
  Column[] columns(StructType landed) {
    var landingName =
        Arrays.stream(landed.fieldNames())
            .collect(Collectors.toMap(name -> renames.getOrDefault(name, name), name -> name));
    return spec.columns().stream()
        .map(
            column ->
                col("`" + landingName.get(column.name()) + "`")
                    .cast(column.type())
                    .as(column.name()))
        .toArray(Column[]::new);
  }
}
