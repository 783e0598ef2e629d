package io.novacron.dwcp.evaluation.metric;

import io.novacron.dwcp.evaluation.metric.Exploded.Group;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The sums of a partition's rows of {@link Exploded} by group and block: {@link Exploded#GROUP},
 * block, number of rows, exclusive or of the hashes of their keys, one sum a term.
 *
 * <p>Cost: one pass; a row of sums for each group and block is held.
 */
final class BlockSums implements MapPartitionsFunction<Row, Row> {

  static final int BLOCK = Exploded.GROUP.size();
  static final int N = BLOCK + 1;
  static final int KEYS = N + 1;
  static final int SUMS = KEYS + 1;

  private static final long serialVersionUID = 1L;

  private final int terms;
  private final StructType schema;

  BlockSums(int terms) {
    this.terms = terms;
    this.schema = schema(terms);
  }

  /** What the sums of {@code terms} terms look like. */
  static StructType schema(int terms) {
    var further =
        new StructType()
            .add("block", DataTypes.IntegerType, false)
            .add("n", DataTypes.LongType, false)
            .add("keys", DataTypes.LongType, false);
    for (var i = 0; i < terms; i++) {
      further = further.add("t" + i, DataTypes.DoubleType, false);
    }
    return Group.schema(further);
  }

  private record Place(Group group, int block) {}

  /** What has been added up at one place. */
  private static final class Block {

    private final double[] sums;
    private final long[] rowsAndKeys = new long[2];

    Block(int terms) {
      this.sums = new double[terms];
    }

    void add(double[] values, long key) {
      for (var i = 0; i < sums.length; i++) {
        sums[i] += values[i];
      }
      rowsAndKeys[0]++;
      rowsAndKeys[1] ^= key;
    }
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    var blocks = new HashMap<Place, Block>();
    var values = new double[terms];
    while (rows.hasNext()) {
      var row = rows.next();
      var block = row.getInt(Exploded.BLOCK);
      var key = row.getLong(Exploded.ROW_HASH);
      for (var i = 0; i < terms; i++) {
        values[i] = row.getDouble(Exploded.VALUES + i);
      }
      for (var group : Exploded.groups(row)) {
        blocks.computeIfAbsent(new Place(group, block), p -> new Block(terms)).add(values, key);
      }
    }
    return blocks.entrySet().stream().map(this::row).iterator();
  }

  private Row row(Map.Entry<Place, Block> entry) {
    var values = new Object[SUMS + terms];
    entry.getKey().group().fill(values);
    var block = entry.getValue();
    values[BLOCK] = entry.getKey().block();
    values[N] = block.rowsAndKeys[0];
    values[KEYS] = block.rowsAndKeys[1];
    for (var i = 0; i < terms; i++) {
      values[SUMS + i] = block.sums[i];
    }
    return new GenericRowWithSchema(values, schema);
  }
}
