/**
 * Models as files: ONNX graphs written in Java, their signatures and golden rows, and the proof
 * that a file decides as the trained model does. Plain Java: no Spark, no tables, no training. Read
 * {@link io.novacron.dwcp.jobs.export.SelectorGraph} first.
 */
@NullMarked
package io.novacron.dwcp.jobs.export;

import org.jspecify.annotations.NullMarked;
