/**
 * Decisions seen against the truth, as the amounts behind a model's metrics: what a codec cost,
 * with floors and ceilings; which events alarms found, and the episodes that operators see. Read
 * CodecDecisions first; nothing here knows a model.
 */
@NullMarked
package io.novacron.dwcp.evaluation.decision;

import org.jspecify.annotations.NullMarked;
