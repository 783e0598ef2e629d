/**
 * Consensus latency: an LSTM autoencoder of normal windows that finds episodes in which a cluster
 * is slow, and says by which metrics. Read {@link
 * io.novacron.dwcp.jobs.model.consensus.ConsensusTrainer} first.
 */
@NullMarked
package io.novacron.dwcp.jobs.model.consensus;

import org.jspecify.annotations.NullMarked;
