package io.novacron.dwcp.jobs.step;

import io.novacron.dwcp.jobs.training.TrainedModel;

/**
 * A scorer whose alarms somebody may act on.
 *
 * @param scorer {@code candidate} or {@code champion}
 * @param version its digest
 */
record Calling(String scorer, String version, TrainedModel model) {}
