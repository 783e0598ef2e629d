/**
 * The leak guard: named checks that stop a model which knows what it could not have known, or whose
 * data were mixed up. Checks of declarations and numbers are plain Java; checks of rows use Spark.
 * Nothing here trains or judges. Read LeakCheck first.
 */
@NullMarked
package io.novacron.dwcp.evaluation.leak;

import org.jspecify.annotations.NullMarked;
