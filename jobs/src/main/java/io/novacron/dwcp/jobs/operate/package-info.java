/**
 * What people do with finished nights: read a report, later roll out, roll back and reproduce. The
 * report works on plain records; only {@code ReportData} touches tables. No step and no command
 * line here. Read Report first.
 */
@NullMarked
package io.novacron.dwcp.jobs.operate;

import org.jspecify.annotations.NullMarked;
