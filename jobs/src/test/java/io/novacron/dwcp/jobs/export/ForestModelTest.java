package io.novacron.dwcp.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.DataError;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForestModelTest {

  private final FloatMatrix train = GrownForests.normal(300, 3, new Random(1));
  private final ForestModel model = GrownForests.model(train, 20, 0.6f);

  @Test
  void isTheSameAfterItWasStored() {
    var stored = model.toBytes();

    var loaded = ForestModel.parse(stored);

    assertThat(loaded).isEqualTo(model);
    assertThat(loaded.toBytes()).isEqualTo(stored);
    assertThat(loaded.scores(train)).isEqualTo(model.scores(train));
  }

  @Test
  void refusesEveryFileThatWasCutShort() {
    var stored = model.toBytes();

    for (var length = 0; length < stored.length; length += 97) {
      var cut = Arrays.copyOf(stored, length);
      assertThatThrownBy(() -> ForestModel.parse(cut))
          .isInstanceOf(DataError.class)
          .hasMessageContaining("Cannot read forest");
    }
  }

  @Test
  void refusesFilesWithAByteTooManyOrOfAnotherKind() {
    var stored = model.toBytes();
    var longer = Arrays.copyOf(stored, stored.length + 1);
    var other = stored.clone();
    other[7] = 9;

    assertThatThrownBy(() -> ForestModel.parse(longer)).hasMessageContaining("after the last");
    assertThatThrownBy(() -> ForestModel.parse(other)).hasMessageContaining("begins otherwise");
  }

  @Test
  void refusesFilesThatWouldLeadAWalkAstrayOrAskForMuchMemory() {
    var nodes = model.forest().nodes();
    var stored = model.toBytes();
    var header = stored.length - forestBytes(nodes);
    var huge = stored.clone();
    Arrays.fill(huge, header, header + 4, (byte) 0x7f);
    var astray = stored.clone();
    Arrays.fill(astray, header + 4 + 4 * nodes.trees(), header + 8 + 4 * nodes.trees(), (byte) 1);

    assertThatThrownBy(() -> ForestModel.parse(huge)).isInstanceOf(DataError.class);
    assertThatThrownBy(() -> ForestModel.parse(astray))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("node 0");
  }

  private static int forestBytes(ForestArrays nodes) {
    var bytes = 4 + 4 * nodes.trees();
    for (var node = 0; node < nodes.size(); node++) {
      bytes += nodes.isLeaf(node) ? 8 : 20;
    }
    return bytes;
  }

  @Test
  void alarmSumDividesAlarmsFromTheRest() {
    for (var threshold : new float[] {0.3f, 0.5f, 0.6f, 0.75f, 0.999f}) {
      var other = model.withThreshold(threshold);
      var border = other.alarmSum();

      assertThat(other.isAlarm(other.forest().score(border))).isTrue();
      assertThat(other.isAlarm(other.forest().score(Math.nextUp(border)))).isFalse();
    }
    assertThat(model.withThreshold(1f).alarmSum()).isBetween(0f, 1e-4f);
  }

  @Test
  void refusesPartsThatDoNotFitTogether() {
    var scaling = model.scaling();
    var forest = model.forest();

    assertThatThrownBy(() -> new ForestModel(GrownForests.fields(2), scaling, forest, 0.5f))
        .hasMessageContaining("2 features of 2 names, 3 scaled, 3 in the forest");
    assertThatThrownBy(() -> model.withThreshold(Float.NaN)).hasMessageContaining("threshold: NaN");
  }
}
