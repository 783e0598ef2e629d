/**
 * Training of networks over sequences with PyTorch inside Spark tasks: each task trains on its
 * partition, and parameters and optimiser state are averaged between rounds. Generic over the
 * network; knows no model. Read {@link io.novacron.dwcp.jobs.training.sequence.SequenceFit} first.
 */
@NullMarked
package io.novacron.dwcp.jobs.training.sequence;

import org.jspecify.annotations.NullMarked;
