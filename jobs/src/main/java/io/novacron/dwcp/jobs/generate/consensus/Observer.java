package io.novacron.dwcp.jobs.generate.consensus;

/** Who looks on while a cluster runs; it changes nothing. */
interface Observer {

  /** Nobody looks. */
  Observer NOBODY =
      new Observer() {
        @Override
        public void tick(Engine engine, long nowNs) {}

        @Override
        public void decided(Engine engine, int value, long nowNs) {}
      };

  /** An interval of {@link Setup#tickNs} is over. */
  void tick(Engine engine, long nowNs);

  /** The first honest replica has committed a proposal. */
  void decided(Engine engine, int value, long nowNs);
}
