/** What many frames took, in nanoseconds. */
export interface FrameStatistics {
  readonly frames: number;
  /** Until the last of them was done. */
  readonly ns: bigint;
  /** Of all of them together, each from its start to its end. */
  readonly latencyNs: bigint;
  readonly leastNs: number;
  readonly mostNs: number;
  /** The part of it in which they waited for a core. */
  readonly pendingNs: bigint;
  readonly leastPendingNs: number;
  readonly mostPendingNs: number;
}

/** Counts frames. */
export class Tally {
  private current: FrameStatistics = {
    frames: 0,
    ns: 0n,
    latencyNs: 0n,
    leastNs: Infinity,
    mostNs: 0,
    pendingNs: 0n,
    leastPendingNs: Infinity,
    mostPendingNs: 0,
  };

  get frames(): number {
    return this.current.frames;
  }

  get statistics(): FrameStatistics {
    return this.current;
  }

  /** A frame that is done at `ns`. */
  add(latencyNs: number, pendingNs: number, ns: bigint): void {
    const { frames, latencyNs: latency, pendingNs: pending, ...range } = this.current;
    this.current = {
      frames: frames + 1,
      ns,
      latencyNs: latency + BigInt(latencyNs),
      leastNs: Math.min(range.leastNs, latencyNs),
      mostNs: Math.max(range.mostNs, latencyNs),
      pendingNs: pending + BigInt(pendingNs),
      leastPendingNs: Math.min(range.leastPendingNs, pendingNs),
      mostPendingNs: Math.max(range.mostPendingNs, pendingNs),
    };
  }

  /** What came since `mark`, that many times again; when it was done, the next frame says. */
  repeat(mark: FrameStatistics, times: bigint): void {
    const { current } = this;
    this.current = {
      ...current,
      frames: current.frames + Number(times) * (current.frames - mark.frames),
      latencyNs: current.latencyNs + times * (current.latencyNs - mark.latencyNs),
      pendingNs: current.pendingNs + times * (current.pendingNs - mark.pendingNs),
    };
  }
}
