package io.novacron.dwcp.evaluation.oracle;

import io.novacron.dwcp.common.codec.Candidate;
import io.novacron.dwcp.common.schema.Tables;
import java.util.EnumMap;
import java.util.OptionalLong;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@link PayloadSizes} as rows. */
final class SizeRows {

  static final StructType SCHEMA = schema();

  private SizeRows() {}

  private static StructType schema() {
    var schema =
        new StructType()
            .add("content", DataTypes.StringType, false)
            .add("payload_bytes", DataTypes.LongType, false)
            .add("delta_bytes", DataTypes.LongType, true);
    for (var candidate : Candidate.ALL) {
      schema = schema.add(column(candidate), DataTypes.LongType, true);
    }
    return schema;
  }

  private static String column(Candidate candidate) {
    return "bytes_" + Tables.columnSuffix(candidate.label());
  }

  static Row of(String content, PayloadSizes sizes) {
    var values = new Object[SCHEMA.length()];
    values[0] = content;
    values[1] = sizes.payloadBytes();
    sizes.deltaBytes().ifPresent(bytes -> values[2] = bytes);
    sizes
        .bytesOut()
        .forEach((candidate, bytes) -> values[SCHEMA.fieldIndex(column(candidate))] = bytes);
    return RowFactory.create(values);
  }

  static PayloadSizes read(Row row) {
    var bytesOut = new EnumMap<Candidate, Long>(Candidate.class);
    for (var candidate : Candidate.ALL) {
      Long bytes = row.getAs(column(candidate));
      if (bytes != null) {
        bytesOut.put(candidate, bytes);
      }
    }
    Long delta = row.getAs("delta_bytes");
    return new PayloadSizes(
        row.<Long>getAs("payload_bytes"),
        delta == null ? OptionalLong.empty() : OptionalLong.of(delta),
        bytesOut);
  }
}
