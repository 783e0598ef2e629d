package io.novacron.dwcp.evaluation.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.evaluation.decision.AlarmEvents.Tally;
import io.novacron.dwcp.evaluation.decision.AlarmEvents.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AlarmEventsTest {

  private static final long STEP_S = 300;

  /** A letter is an event, a capital letter or ! an alarm, a dot nothing. */
  private static List<Window> windows(String drawn) {
    var windows = new ArrayList<Window>();
    var onsets = new java.util.HashMap<String, Long>();
    for (var i = 0; i < drawn.length(); i++) {
      var c = drawn.charAt(i);
      var event = Character.isLetter(c) ? String.valueOf(Character.toLowerCase(c)) : "";
      var begin = i * STEP_S;
      var onset = event.isEmpty() ? 0 : onsets.computeIfAbsent(event, e -> begin + 100);
      windows.add(new Window(begin + STEP_S, event, onset, c == '!' || Character.isUpperCase(c)));
    }
    return windows;
  }

  private static List<Tally> tallies(String drawn) {
    return new AlarmEvents(2 * STEP_S).of(windows(drawn));
  }

  private static List<Integer> falseStarts(String drawn) {
    var tallies = tallies(drawn);
    var starts = new ArrayList<Integer>();
    for (var i = 0; i < tallies.size(); i++) {
      if (tallies.get(i).falseAlarm() == 1) {
        starts.add(i);
      }
    }
    return starts;
  }

  @Test
  void findsAnEventByOneAlarmFromOnsetToEnd() {
    var tallies = tallies("..aaA.bbb.");

    assertThat(tallies.get(4).detected()).hasValue(1);
    assertThat(tallies.get(4).detectS()).hasValue(2 * STEP_S + 200);
    assertThat(tallies.get(8).detected()).hasValue(0);
    assertThat(tallies.get(8).detectS()).isEmpty();
    assertThat(tallies.stream().filter(t -> t.detected().isPresent())).hasSize(2);
  }

  @Test
  void countsNoAlarmBesideAnEventForIt() {
    assertThat(tallies("!aa!").get(2).detected()).hasValue(0);
  }

  @Test
  void callsAnEpisodeFalseWhenItTouchesNoEvent() {
    assertThat(falseStarts("!!..aA!!..!")).containsExactly(0, 10);
  }

  @Test
  void mergesAlarmsUpToTheGap() {
    assertThat(falseStarts("!.!.!...!")).containsExactly(0, 8);
  }

  @Test
  void calmAndConstantAlarmsAreWhatTheyAre() {
    assertThat(falseStarts("..aa..")).isEmpty();
    assertThat(falseStarts("!!!!!!")).containsExactly(0);
    assertThat(new AlarmEvents(1).of(List.of())).isEmpty();
  }

  @Test
  void agreesWithTheNaiveTwin() {
    var random = new Random(11);
    var letters = "........!.!aAbBcC";
    for (var round = 0; round < 300; round++) {
      var drawn = new StringBuilder();
      while (drawn.length() < 40) {
        var c = letters.charAt(random.nextInt(letters.length()));
        drawn.append(String.valueOf(c).repeat(1 + random.nextInt(3)));
      }
      var windows = windows(drawn.toString());
      var naive =
          new NaiveEvents(
              windows.stream()
                  .map(w -> new NaiveEvents.Seen(w.endS(), w.event(), w.onsetS(), w.alarm()))
                  .toList(),
              2 * STEP_S);

      var tallies = new AlarmEvents(2 * STEP_S).of(windows);

      assertThat(tallies.stream().filter(t -> t.detected().isPresent()).count())
          .as("%s", drawn)
          .isEqualTo(naive.events().size());
      assertThat(tallies.stream().mapToDouble(t -> t.detected().orElse(0)).sum())
          .as("%s", drawn)
          .isEqualTo((double) naive.detected());
      assertThat(tallies.stream().mapToDouble(t -> t.detectS().orElse(0)).sum())
          .as("%s", drawn)
          .isEqualTo(naive.sumOfDetectS());
      assertThat(tallies.stream().mapToDouble(Tally::falseAlarm).sum())
          .as("%s", drawn)
          .isEqualTo((double) naive.falseEpisodes());
    }
  }

  @Test
  void refusesWindowsOutOfOrder() {
    var events = new AlarmEvents(600);
    var twice = List.of(new Window(300, "", 0, true), new Window(300, "", 0, true));

    assertThatThrownBy(() -> events.of(twice)).hasMessageContaining("not in order");
  }
}
