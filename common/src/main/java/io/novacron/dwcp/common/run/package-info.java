/** What identifies and reproduces a run: seeds and digests. No Spark here. */
@NullMarked
package io.novacron.dwcp.common.run;

import org.jspecify.annotations.NullMarked;
