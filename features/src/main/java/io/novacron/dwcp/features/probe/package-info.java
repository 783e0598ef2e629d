/**
 * What a sender can learn of a payload before sending it, and what that costs: plain Java on byte
 * arrays, no Spark. Read Probe first.
 */
@NullMarked
package io.novacron.dwcp.features.probe;

import org.jspecify.annotations.NullMarked;
