package io.novacron.dwcp.evaluation.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.evaluation.decision.AlarmEpisodes.Episode;
import io.novacron.dwcp.evaluation.decision.AlarmEvents.Tally;
import io.novacron.dwcp.evaluation.decision.AlarmEvents.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AlarmEpisodesTest {

  private static final long STEP_S = 300;
  private static final long GAP_S = 2 * STEP_S;

  /** The windows in alarm: a capital letter is one in an event, ! one in none. */
  private static List<Window> alarms(String drawn) {
    var alarms = new ArrayList<Window>();
    for (var i = 0; i < drawn.length(); i++) {
      var c = drawn.charAt(i);
      if (c != '.' && !Character.isLowerCase(c)) {
        alarms.add(new Window((i + 1) * STEP_S, c == '!' ? "" : String.valueOf(c), 0, true));
      }
    }
    return alarms;
  }

  private static List<Episode> episodes(String drawn) {
    return new AlarmEpisodes(GAP_S).of(alarms(drawn));
  }

  @Test
  void mergesAlarmsUpToTheGap() {
    assertThat(episodes("!.!!..!"))
        .containsExactly(new Episode(0, 2, -1, false), new Episode(3, 3, -1, false));
    assertThat(episodes("....")).isEmpty();
  }

  @Test
  void belongsToTheFirstEventThatNobodyHasFoundYet() {
    assertThat(episodes("!A...A.B"))
        .containsExactly(new Episode(0, 1, 1, true), new Episode(2, 3, 3, true));
  }

  @Test
  void saysThatAnEarlierEpisodeFoundTheEvent() {
    assertThat(episodes("A...!A"))
        .containsExactly(new Episode(0, 0, 0, true), new Episode(1, 2, 2, false));
  }

  @Test
  void isOpenWhileTheNextAlarmWouldGoOnWithIt() {
    var episodes = new AlarmEpisodes(GAP_S);

    assertThat(episodes.isOpen(900, 900)).isTrue();
    assertThat(episodes.isOpen(900, 1200)).isTrue();
    assertThat(episodes.isOpen(900, 1500)).isFalse();
  }

  /** What operators see and what the judge counts are the same episodes. */
  @Test
  void agreesWithTheTalliesOfTheSameWindows() {
    var random = new Random(5);
    var letters = "........!.!aAbBcC";
    for (var round = 0; round < 300; round++) {
      var windows = new ArrayList<Window>();
      for (var i = 0; i < 60; i++) {
        var c = letters.charAt(random.nextInt(letters.length()));
        var event = Character.isLetter(c) ? String.valueOf(Character.toLowerCase(c)) : "";
        windows.add(new Window((i + 1) * STEP_S, event, 0, c == '!' || Character.isUpperCase(c)));
      }
      var alarms = windows.stream().filter(Window::alarm).toList();

      var tallies = new AlarmEvents(GAP_S).of(windows);
      var episodes = new AlarmEpisodes(GAP_S).of(alarms);

      assertThat(episodes.stream().filter(Episode::isFalse).count())
          .isEqualTo((long) tallies.stream().mapToDouble(Tally::falseAlarm).sum());
      assertThat(
              episodes.stream()
                  .filter(Episode::finds)
                  .map(episode -> (double) alarms.get(episode.event()).endS()))
          .isSubsetOf(
              tallies.stream()
                  .filter(tally -> tally.detectS().isPresent())
                  .map(tally -> tally.detectS().getAsDouble())
                  .toList());
    }
  }

  @Test
  void namesTheSeverityByItsBoundsAndRefusesBoundsOutOfOrder() {
    var rules = new EpisodeRules(900, 3, 6, 15);

    assertThat(List.of(rules.severity(5.9), rules.severity(6), rules.severity(15)))
        .containsExactly("minor", "major", "critical");
    assertThatThrownBy(() -> new EpisodeRules(900, 3, 6, 5)).hasMessageContaining("critical 5.0");
    assertThatThrownBy(() -> new EpisodeRules(900, 0, 6, 7)).hasMessageContaining("causes 0");
  }
}
