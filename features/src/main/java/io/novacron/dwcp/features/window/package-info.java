/**
 * Sliding windows over arrival time, point in time by construction. Read WindowPlan for the
 * declaration, WindowFeatures for the one shuffle, EntityWindows for the pass over one entity's
 * rows. Nothing here knows what the metrics mean.
 */
@NullMarked
package io.novacron.dwcp.features.window;

import org.jspecify.annotations.NullMarked;
