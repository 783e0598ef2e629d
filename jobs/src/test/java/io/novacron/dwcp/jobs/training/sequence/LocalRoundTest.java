package io.novacron.dwcp.jobs.training.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.novacron.dwcp.jobs.export.LstmSpec;
import io.novacron.dwcp.jobs.export.LstmSpec.Heads;
import io.novacron.dwcp.jobs.export.LstmSpec.Size;
import io.novacron.dwcp.jobs.export.Lstms;
import io.novacron.dwcp.jobs.export.ShareClasses;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LocalRoundTest {

  private static final int ROWS = 320;
  private static final LstmSpec SPEC =
      Lstms.spec(10, new Heads(List.of(0.1, 0.9), ShareClasses.NONE), new Size(1, 8, 0));
  private static final LstmLoss LOSS =
      new LstmLoss(LstmLoss.Kind.HUBER, 0.5, List.of(1.0, 1.0, 1.0), 0.5);

  /** Gives back what nobody holds, and writes over it, between the loss and its gradient. */
  private record Collecting(LstmNetwork real) implements SequenceNetwork {

    private static final int PIECES = 2000;

    @Override
    public String description() {
      return real.description();
    }

    @Override
    public SequenceShape shape() {
      return real.shape();
    }

    @Override
    public List<Parameter> parameters() {
      return real.parameters();
    }

    @Override
    public NDArray losses(SequenceBatch batch, NDList parameters) {
      var losses = real.losses(batch, parameters);
      System.gc();
      var pieces = new ArrayList<ByteBuffer>();
      for (var i = 0; i < PIECES; i++) {
        var piece = ByteBuffer.allocateDirect(i % 2 == 0 ? 4 : 8).order(ByteOrder.nativeOrder());
        pieces.add(piece.putFloat(0, Float.NaN));
      }
      assertThat(pieces).hasSize(PIECES);
      return losses;
    }
  }

  private static double[] trained(SequenceNetwork network) {
    var random = new Random(1);
    var steps = SPEC.steps();
    var inputs = new float[ROWS * steps * SPEC.channels()];
    var targets = new float[ROWS * network.shape().targets()];
    var mask = new float[ROWS * steps];
    var weights = new float[ROWS];
    for (var i = 0; i < inputs.length; i++) {
      inputs[i] = (float) random.nextGaussian();
    }
    for (var i = 0; i < targets.length; i++) {
      targets[i] = (float) random.nextGaussian();
    }
    Arrays.fill(mask, 1);
    Arrays.fill(weights, 1);
    var shard = new Shard(0, inputs, mask, targets, weights);
    var round = new LocalRound(network, Fits.config().build(), 1, 0, 0.01, 0, 0, ROWS);
    return round.train(shard, NetworkState.initial(network.parameters(), 1));
  }

  @Test
  void aCollectionBetweenLossAndGradientChangesNothing() {
    var network = new LstmNetwork(SPEC, LOSS);

    var parameters = trained(network);

    assertThat(trained(new Collecting(network))).containsExactly(parameters);
  }
}
