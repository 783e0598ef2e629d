/**
 * From scores of an entity's windows to alarms, for every model that calls somebody: the rule, how
 * validation chooses it, and what alarms add to events and false alarms. Knows no model. Read
 * {@link io.novacron.dwcp.jobs.training.alarm.AlarmRule} first.
 */
@NullMarked
package io.novacron.dwcp.jobs.training.alarm;

import org.jspecify.annotations.NullMarked;
