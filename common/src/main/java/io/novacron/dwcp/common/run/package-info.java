/**
 * What identifies and reproduces a run: its id, seeds, digests and the snapshot of its settings. No
 * Spark here. Read RunId first.
 */
@NullMarked
package io.novacron.dwcp.common.run;

import org.jspecify.annotations.NullMarked;
