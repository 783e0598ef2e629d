package io.novacron.dwcp.jobs.training.sequence;

import ai.djl.ndarray.NDArray;

/**
 * Some rows as PyTorch sees them; closed by the trainer.
 *
 * @param inputs float32 [n, steps, features]
 * @param mask float32 [n, steps]: 1 where a step was observed, 0 in a gap
 * @param targets float32 [n, targets]
 */
public record SequenceBatch(NDArray inputs, NDArray mask, NDArray targets) {}
