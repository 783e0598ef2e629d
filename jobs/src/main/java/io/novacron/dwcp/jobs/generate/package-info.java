/**
 * Fills the landing folder: a generated fleet or measured traces, transfers of real bytes, and the
 * dirt that real sources bring. Latent state stays here. Read Generator first.
 */
@NullMarked
package io.novacron.dwcp.jobs.generate;

import org.jspecify.annotations.NullMarked;
