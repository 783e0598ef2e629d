/** What a model must provide and how its rows are joined. Read TrainingSet first. */
@NullMarked
package io.novacron.dwcp.jobs.training;

import org.jspecify.annotations.NullMarked;
