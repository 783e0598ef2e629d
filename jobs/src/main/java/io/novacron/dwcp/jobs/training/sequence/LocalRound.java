package io.novacron.dwcp.jobs.training.sequence;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.novacron.dwcp.common.run.Seeds;
import java.io.Serializable;
import java.util.SplittableRandom;

/**
 * What one task does between two averages: some optimiser steps over its own rows, in an order that
 * depends on seed, epoch and shard alone.
 *
 * @param memory of the parameters' running mean, a step; 0: none is kept
 * @param firstStep number of the epoch's step that it begins with, from 0
 * @param steps most steps that it makes
 */
record LocalRound(
    SequenceNetwork network,
    SequenceFitConfig config,
    long seed,
    int epoch,
    double learningRate,
    double memory,
    int firstStep,
    int steps)
    implements Serializable {

  /** Arrays of the state in the vector of {@link #train}. */
  static final int ARRAYS = 4;

  /** Numbers after the state in the vector of {@link #train}: weighted loss, weight, rows. */
  static final int TAIL = 3;

  /**
   * Trains on a shard.
   *
   * @return parameters, mean, variance and averaged parameters, each times the rows seen, then the
   *     {@link #TAIL}
   */
  double[] train(Shard shard, NetworkState state) {
    var first = Math.min((long) firstStep * config.batchRows(), shard.rows);
    var last = Math.min(first + (long) steps * config.batchRows(), shard.rows);
    var size = state.parameters.length;
    var result = new double[ARRAYS * size + TAIL];
    if (first == last) {
      return result;
    }
    var engine = Natives.engine(config.spread().threads());
    try (var manager = engine.newBaseManager()) {
      var optimizer = new Optimizer(manager, state, config.adam(), memory);
      var batches = new ShardBatches(shard, network.shape(), config.batchRows());
      var order = order(shard);
      for (var from = (int) first; from < last; from += config.batchRows()) {
        var to = (int) Math.min(last, from + config.batchRows());
        try (var scope = manager.newSubManager()) {
          var batch = batches.batch(scope, order, from, to);
          result[ARRAYS * size] += gradient(batch, optimizer.parameters(), scope) * batch.weight();
          result[ARRAYS * size + 1] += batch.weight();
        }
        Autograd.recording(
            false,
            () -> {
              optimizer.step(learningRate);
              return true;
            });
      }
      weigh(optimizer.state(), (int) (last - first), result);
    }
    return result;
  }

  /** Sum of weighted losses over a shard and sum of weights, with the averaged parameters. */
  double[] validate(Shard shard, NetworkState state) {
    var result = new double[2];
    if (shard.rows == 0) {
      return result;
    }
    var engine = Natives.engine(config.spread().threads());
    try (var manager = engine.newBaseManager()) {
      var flat = manager.create(state.averaged, new Shape(state.averaged.length));
      var batches = new ShardBatches(shard, network.shape(), config.batchRows());
      var order = identity(shard.rows);
      for (var from = 0; from < shard.rows; from += config.batchRows()) {
        var to = Math.min(shard.rows, from + config.batchRows());
        try (var scope = manager.newSubManager()) {
          var batch = batches.batch(scope, order, from, to);
          var loss = Autograd.recording(false, () -> loss(batch, flat, scope).getFloat());
          result[0] += loss * batch.weight();
          result[1] += batch.weight();
        }
      }
    }
    return result;
  }

  private double gradient(ShardBatches.Weighted batch, NDArray flat, NDManager scope) {
    return Autograd.recording(
        true,
        () -> {
          var loss = loss(batch, flat, scope);
          Autograd.backward(loss);
          return (double) loss.getFloat();
        });
  }

  /** The weighted mean loss of a batch, a scalar. */
  private NDArray loss(ShardBatches.Weighted batch, NDArray flat, NDManager scope) {
    var losses = network.losses(batch.batch(), Tensors.of(flat, network.parameters(), scope));
    return losses.mul(batch.weights()).sum().div(Tensors.constant(losses, batch.weight()));
  }

  private static void weigh(NetworkState state, int rows, double[] result) {
    var size = state.parameters.length;
    for (var i = 0; i < size; i++) {
      result[i] = (double) state.parameters[i] * rows;
      result[size + i] = (double) state.mean[i] * rows;
      result[2 * size + i] = (double) state.variance[i] * rows;
      result[3 * size + i] = (double) state.averaged[i] * rows;
    }
    result[ARRAYS * size + 2] = rows;
  }

  /** A permutation of the shard's rows: Fisher and Yates. */
  private int[] order(Shard shard) {
    var order = identity(shard.rows);
    var random = new SplittableRandom(Seeds.derive(seed, "order " + epoch + " " + shard.index));
    for (var i = order.length - 1; i > 0; i--) {
      var j = random.nextInt(i + 1);
      var value = order[i];
      order[i] = order[j];
      order[j] = value;
    }
    return order;
  }

  private static int[] identity(int rows) {
    var order = new int[rows];
    for (var i = 0; i < rows; i++) {
      order[i] = i;
    }
    return order;
  }
}
