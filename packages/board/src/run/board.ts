import type { FrameWork, Piece } from './frame-work';

/** A thread that runs frame after frame. */
export interface BoardThread {
  readonly work: Pick<FrameWork, 'pieces' | 'totalNs'>;
  /** A task of a higher one takes the BPU first, and from another at the end of a function-call; 0 unless stated. */
  readonly priority?: number;
}

/** Where a thread is. */
interface Runner {
  readonly pieces: readonly Piece[];
  readonly totalNs: number;
  readonly priority: number;
  /** Of the frame that it runs; the number of them where it runs none. */
  at: number;
  /** When its frame began. */
  began: number;
  /** When its piece ends; Infinity while it waits. */
  end: number;
  /** The place of its frame among all that were begun. */
  frame: number;
  /** Whether its piece is of the row that it was at before. */
  goesOn: boolean;
  /** The cores of the BPU that it holds, a bit each. */
  held: number;
  /** Whether its frame is at work, and not waiting to be. */
  atWork: boolean;
}

/** Local time starts anew behind this many nanoseconds, so that sums of it stay exact. */
const ANEW_NS = 2 ** 40;

/** What threads run on. */
export interface BoardCores {
  /** Of the CPU. */
  readonly cpuCores: number;
  /** The cores of the BPU that may be used. */
  readonly bpuCores: readonly number[];
  /** Frames that may be at work at once; as many as there are threads if absent. */
  readonly atOnce?: number;
}

/** Told of each frame that is done. */
export type OnFrame = (latencyNs: number, pendingNs: number) => void;

/**
 * Cores of a CPU and of a BPU, and the threads that want them. A piece of work takes its cores when they are free and
 * keeps them until it ends: that of the oldest frame first, on the BPU those of a higher priority before. A row that is
 * at work goes on with its next function-call unless a higher priority waits. Of several cores of the BPU the first
 * free ones are taken. Whoever is first and wants more cores than are free keeps the others waiting. Where fewer frames
 * may be at work at once than there are threads, the oldest go to work first, and others wait until one is done.
 */
export class Board {
  /** Frames that were begun. */
  started = 0;
  private base = 0n;
  private now = 0;
  private freeCpu: number;
  private freePlaces: number;
  private free = 0;
  private everUsed = 0;
  private begun = false;
  private readonly bpuCores: readonly number[];
  private readonly runners: readonly Runner[];

  constructor(
    threads: readonly BoardThread[],
    { cpuCores, bpuCores, atOnce = threads.length }: BoardCores,
    private readonly onFrame: OnFrame,
  ) {
    this.freeCpu = cpuCores;
    this.freePlaces = atOnce;
    this.bpuCores = bpuCores;
    for (const core of bpuCores) this.free |= 1 << core;
    this.runners = threads.map(({ work: { pieces, totalNs }, priority = 0 }) => ({
      pieces,
      totalNs,
      priority,
      at: pieces.length,
      began: 0,
      end: Infinity,
      frame: 0,
      goesOn: false,
      held: 0,
      atWork: false,
    }));
  }

  /** Nanoseconds since the start. */
  get ns(): bigint {
    return this.base + BigInt(this.now);
  }

  /** The cores of the BPU that have done something. */
  used(): number[] {
    return this.bpuCores.filter((core) => (this.everUsed & (1 << core)) !== 0);
  }

  /**
   * To the next moment at which something ends, and what begins then. False where nothing is left to run; `more` says
   * whether a thread that is done with a frame begins another.
   */
  step(more: () => boolean): boolean {
    if (this.begun) {
      const now = this.runners.reduce((least, { end }) => Math.min(least, end), Infinity);
      if (now === Infinity) return false;
      this.now = now;
    }
    for (const runner of this.runners)
      if (this.begun ? runner.end === this.now : true) {
        if (this.begun) this.ended(runner);
        if (runner.at === runner.pieces.length && more()) this.begin(runner);
      }
    this.begun = true;
    this.admit();
    this.give('CPU');
    this.give('BPU');
    if (this.now > ANEW_NS) this.anew();
    return true;
  }

  /** All that the future follows from; which frames are at work does from their age. */
  state(): Float64Array {
    const state = new Float64Array(this.runners.length * FIELDS);
    this.runners.forEach((runner, i) => this.put(runner, state, i * FIELDS));
    return state;
  }

  /** Time that passes with frames that are begun and done, and leaves everything as it is. */
  skip(frames: number, ns: bigint): void {
    this.started += frames;
    this.base += ns;
  }

  private put({ at, began, end, frame, goesOn, held, pieces }: Runner, state: Float64Array, place: number): void {
    state[place] = at;
    if (at === pieces.length) return;
    state[place + 1] = end === Infinity ? -1 : end - this.now;
    state[place + 2] = this.now - began;
    state[place + 3] = this.runners.filter((other) => other.at < other.pieces.length && other.frame < frame).length;
    state[place + 4] = held;
    state[place + 5] = goesOn ? 1 : 0;
  }

  private begin(runner: Runner): void {
    runner.at = 0;
    runner.began = this.now;
    runner.frame = this.started++;
  }

  /** Gives back what the piece held. */
  private ended(runner: Runner): void {
    const { pieces, at } = runner;
    if (pieces[at].on === 'CPU') this.freeCpu += pieces[at].cores;
    this.free |= runner.held;
    runner.held = 0;
    runner.end = Infinity;
    runner.at++;
    runner.goesOn = runner.at < pieces.length && pieces[runner.at].row === pieces[at].row;
    if (runner.at < pieces.length) return;
    runner.atWork = false;
    this.freePlaces++;
    const latency = this.now - runner.began;
    this.onFrame(latency, latency - runner.totalNs);
  }

  /** Lets the oldest frames go to work, as many as there is room for. */
  private admit(): void {
    while (this.freePlaces > 0) {
      let oldest: Runner | undefined;
      for (const runner of this.runners)
        if (!runner.atWork && runner.at < runner.pieces.length && !(oldest && oldest.frame < runner.frame))
          oldest = runner;
      if (!oldest) return;
      oldest.atWork = true;
      this.freePlaces--;
    }
  }

  private give(on: Piece['on']): void {
    for (let next = this.first(on); next && this.take(next); next = this.first(on));
  }

  /** Whose turn it is of those that wait. */
  private first(on: Piece['on']): Runner | undefined {
    let first: Runner | undefined;
    for (const runner of this.runners) {
      if (!runner.atWork || runner.end !== Infinity || runner.pieces[runner.at].on !== on) continue;
      if (first === undefined || this.before(runner, first, on)) first = runner;
    }
    return first;
  }

  private before(a: Runner, b: Runner, on: Piece['on']): boolean {
    if (on === 'BPU' && a.priority !== b.priority) return a.priority > b.priority;
    return a.goesOn === b.goesOn ? a.frame < b.frame : a.goesOn;
  }

  private take(runner: Runner): boolean {
    const { on, cores, ns } = runner.pieces[runner.at];
    if (on === 'CPU') {
      if (this.freeCpu < cores) return false;
      this.freeCpu -= cores;
    } else {
      const chosen = this.bpuCores.filter((core) => (this.free & (1 << core)) !== 0).slice(0, cores);
      if (chosen.length < Math.min(cores, this.bpuCores.length)) return false;
      for (const core of chosen) runner.held |= 1 << core;
      this.free &= ~runner.held;
      this.everUsed |= runner.held;
    }
    runner.end = this.now + ns;
    return true;
  }

  private anew(): void {
    this.base += BigInt(this.now);
    for (const runner of this.runners) {
      runner.began -= this.now;
      runner.end -= this.now;
    }
    this.now = 0;
  }
}

/** Of the state of a thread. */
const FIELDS = 6;
