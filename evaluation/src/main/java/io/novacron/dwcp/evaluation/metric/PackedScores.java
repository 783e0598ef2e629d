package io.novacron.dwcp.evaluation.metric;

import io.novacron.dwcp.evaluation.metric.Exploded.Group;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A partition's rows of {@link Exploded} packed by group: {@link Exploded#GROUP}, rows with truth,
 * exclusive or of the hashes of all keys, and 13 bytes a row with truth and score. A row by itself
 * would cost the shuffle a hundred times what it says.
 *
 * <p>Values of a row: {@code positive}, boolean or null, and {@code score}, double or null.
 */
final class PackedScores implements MapPartitionsFunction<Row, Row> {

  static final int N = Exploded.GROUP.size();
  static final int KEYS = N + 1;
  static final int SCORES = KEYS + 1;

  static final StructType SCHEMA =
      Group.schema(
          new StructType()
              .add("n", DataTypes.LongType, false)
              .add("keys", DataTypes.LongType, false)
              .add("scores", DataTypes.BinaryType, false));

  private static final long serialVersionUID = 1L;
  private static final int POSITIVE = Exploded.VALUES;
  private static final int SCORE = POSITIVE + 1;
  private static final int ROW_BYTES = Double.BYTES + Integer.BYTES + 1;

  /** Rows that one packet holds. */
  private static final int MOST = 1 << 16;

  /** Rows of one group, growing. */
  private static final class Packet {

    private final List<RankedRows.Scored> rows = new ArrayList<>();
    private final long[] rowsAndKeys = new long[2];

    void add(Row row) {
      rowsAndKeys[0] += row.isNullAt(POSITIVE) ? 0 : 1;
      rowsAndKeys[1] ^= row.getLong(Exploded.ROW_HASH);
      if (!row.isNullAt(POSITIVE) && !row.isNullAt(SCORE)) {
        rows.add(
            new RankedRows.Scored(
                row.getDouble(SCORE), row.getBoolean(POSITIVE), row.getInt(Exploded.BLOCK)));
      }
    }

    Row row(Group group) {
      var values = new Object[SCORES + 1];
      group.fill(values);
      values[N] = rowsAndKeys[0];
      values[KEYS] = rowsAndKeys[1];
      var bytes = ByteBuffer.allocate(rows.size() * ROW_BYTES);
      for (var row : rows) {
        bytes.putDouble(row.score()).putInt(row.block()).put((byte) (row.positive() ? 1 : 0));
      }
      values[SCORES] = bytes.array();
      return new GenericRowWithSchema(values, SCHEMA);
    }
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    var packets = new HashMap<Group, Packet>();
    var full = new ArrayList<Row>();
    while (rows.hasNext()) {
      var row = rows.next();
      for (var group : Exploded.groups(row)) {
        var packet = packets.computeIfAbsent(group, g -> new Packet());
        packet.add(row);
        if (packet.rows.size() == MOST) {
          full.add(packet.row(group));
          packets.remove(group);
        }
      }
    }
    packets.forEach((group, packet) -> full.add(packet.row(group)));
    return full.iterator();
  }

  /** The rows of one packet. */
  static List<RankedRows.Scored> unpacked(byte[] packed) {
    var bytes = ByteBuffer.wrap(packed);
    var rows = new ArrayList<RankedRows.Scored>(packed.length / ROW_BYTES);
    while (bytes.hasRemaining()) {
      var score = bytes.getDouble();
      var block = bytes.getInt();
      rows.add(new RankedRows.Scored(score, bytes.get() == 1, block));
    }
    return rows;
  }
}
