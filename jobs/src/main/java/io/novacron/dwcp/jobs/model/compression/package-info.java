/**
 * The codec selector: two stages of trees on a probe, the link and the past. Read
 * CompressionTrainer first.
 */
@NullMarked
package io.novacron.dwcp.jobs.model.compression;

import org.jspecify.annotations.NullMarked;
