/**
 * What a codec decision cost, seen against the measured labels: floors, ceilings and the amounts
 * behind every compression metric. Read CodecDecisions first; nothing here knows a model.
 */
@NullMarked
package io.novacron.dwcp.evaluation.decision;

import org.jspecify.annotations.NullMarked;
