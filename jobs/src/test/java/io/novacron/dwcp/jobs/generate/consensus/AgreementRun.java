package io.novacron.dwcp.jobs.generate.consensus;

import java.util.Locale;

/**
 * The schedules of {@link AgreementTest} in any number, by hand: {@code AgreementRun 16700 NONE}
 * runs so many of each protocol and says how many were stopped.
 */
final class AgreementRun {

  private AgreementRun() {}

  public static void main(String[] words) {
    var schedules = Long.parseLong(words[0]);
    var bug = Schedules.Bug.valueOf(words[1]);
    for (var protocol : Schedules.PROTOCOLS) {
      var caught = 0L;
      var positions = 0L;
      for (var number = 0L; number < schedules; number++) {
        try {
          positions += Schedules.run(protocol, number, bug);
        } catch (SafetyViolation e) {
          caught++;
        }
      }
      System.out.printf(
          Locale.ROOT,
          "%s, %s: %d schedules, %d stopped, %.1f positions agreed on each%n",
          protocol,
          bug,
          schedules,
          caught,
          (double) positions / schedules);
    }
  }
}
