package io.novacron.dwcp.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.jobs.export.TreeEnsemble.Node;
import io.novacron.dwcp.jobs.export.TreeEnsemble.Tree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoosterJsonTest {

  /** One split with a pruned pair of nodes (3 and 4) that nothing refers to. */
  private static final String MODEL =
      """
      {"learner": {
        "gradient_booster": {"name": "gbtree", "model": {
          "cats": {"enc": []},
          "tree_info": [1],
          "trees": [{
            "tree_param": {"size_leaf_vector": "1"},
            "left_children": [1, -1, -1, -1, -1],
            "right_children": [2, -1, -1, -1, -1],
            "default_left": [1, 0, 0, 0, 0],
            "split_type": [0, 0, 0, 0, 0],
            "split_indices": [1, 0, 0, 0, 0],
            "split_conditions": [2.5E-1, -1E0, 1.6777216E7, 9E0, 9E0]}]}},
        "objective": {"name": "multi:softprob"},
        "learner_model_param": {
          "base_score": "[5E-1,-2E0]", "num_class": "2", "num_feature": "3", "num_target": "1"}}}
      """;

  @Test
  void readsSplitsLeavesAndBaseScoresAndDropsPrunedNodes() {
    var nodes = List.of(new Node(1, 0.25f, 1, 2, true), Node.leaf(-1), Node.leaf(0x1p24f));

    assertThat(read(MODEL))
        .isEqualTo(new TreeEnsemble(3, List.of(0.5f, -2f), List.of(new Tree(1, nodes))));
  }

  @Test
  void scalarBaseScoreOfOlderVersionsCountsForEveryClass() {
    var older = MODEL.replace("[5E-1,-2E0]", "5E-1");

    assertThat(read(older).baseScores()).containsExactly(0.5f, 0.5f);
  }

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          '"gbtree"' | '"dart"' | booster is not supported: dart; accepted are [gbtree]
          '"gbtree"' | '"gblinear"' | booster is not supported: gblinear
          multi:softprob | binary:logistic | objective is not supported: binary:logistic
          '"enc": []' | '"enc": [1]' | categorical columns is not supported: [1]
          '"split_type": [0' | '"split_type": [1' | split_type is not supported: 1
          '"num_target": "1"' | '"num_target": "2"' | num_target is not supported: 2
          '"size_leaf_vector": "1"' | '"size_leaf_vector": "4"' | size_leaf_vector is not supported: 4
          '[5E-1,-2E0]' | '[5E-1,-2E0,0E0]' | base_score has 3 entries for 2 classes
          '[5E-1,-2E0]' | '[5E-1,-inf]' | -inf
          '"tree_info": [1]' | '"tree_info": [2]' | target 2 of 2
          '"num_feature": "3"' | '"num_feature": "1"' | node 0 of 3 is broken
          '"num_feature": "3"' | '"num_feature": "0"' | 0 features
          '[1, -1, -1, -1, -1]' | '[0, -1, -1, -1, -1]' | form a circle or leave it
          '[2, -1, -1, -1, -1]' | '[5, -1, -1, -1, -1]' | form a circle or leave it
          '"left_children": [1, -1, -1, -1, -1]' | '"left_children": []' | form a circle or leave it
          1.6777216E7 | 1E99 | is broken
          '{"learner"' | 'learner' | it is no JSON
          """)
  void refusesWhatItCannotReproduce(String from, String to, String reason) {
    assertThat(MODEL).contains(from);
    assertThatThrownBy(() -> read(MODEL.replace(from, to)))
        .isInstanceOf(DataError.class)
        .hasMessageStartingWith("Cannot read booster: ")
        .hasMessageContaining(reason);
  }

  @Test
  void refusesAnEmptyModel() {
    assertThatThrownBy(
            () -> read(MODEL.replaceAll("(?s)\"trees\": \\[.*?\\}\\]\\}\\},", "\"trees\": []}},")))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("0 trees");
  }

  private static TreeEnsemble read(String json) {
    return BoosterJson.read(json.getBytes(StandardCharsets.UTF_8));
  }
}
