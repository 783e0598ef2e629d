/** Slow requests among measured ones, by the times of their calls. */
@NullMarked
package io.novacron.dwcp.jobs.operate.request;

import org.jspecify.annotations.NullMarked;
