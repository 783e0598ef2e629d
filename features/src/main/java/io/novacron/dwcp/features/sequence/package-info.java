/**
 * Windows of fixed steps over one link's telemetry, as the runtime will hand them to the forecast:
 * gaps masked, scaled as the runtime scales. Read Sequences first.
 */
@NullMarked
package io.novacron.dwcp.features.sequence;

import org.jspecify.annotations.NullMarked;
