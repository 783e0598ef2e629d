/**
 * What a link will carry next: an LSTM for each of the runtime's two contracts. Read
 * BandwidthTrainer first.
 */
@NullMarked
package io.novacron.dwcp.jobs.model.bandwidth;

import org.jspecify.annotations.NullMarked;
