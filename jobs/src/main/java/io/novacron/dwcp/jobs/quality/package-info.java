/**
 * Checks of whole batches: Deequ checks of what was cleaned, and drift against the dates before.
 * Measures and judges; writes nothing. Read QualityChecks first.
 */
@NullMarked
package io.novacron.dwcp.jobs.quality;

import org.jspecify.annotations.NullMarked;
