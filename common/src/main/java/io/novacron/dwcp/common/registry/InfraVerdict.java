package io.novacron.dwcp.common.registry;

/**
 * What the smoke check of a published folder said.
 *
 * @param word INFRA_BLESSED or INFRA_NOT_BLESSED
 * @param detail the problem in one sentence; empty when there is none
 */
record InfraVerdict(String word, String detail) {

  static final String BLESSED = "INFRA_BLESSED";
  static final String NOT_BLESSED = "INFRA_NOT_BLESSED";

  static InfraVerdict passed() {
    return new InfraVerdict(BLESSED, "");
  }

  static InfraVerdict failed(String problem) {
    return new InfraVerdict(NOT_BLESSED, problem);
  }
}
