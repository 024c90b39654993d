import type { Diagnostic } from '@openbpu/diagnostics';
import { Subject } from 'rxjs';

/** What a job tells while it runs: one stream for progress bars, logs and Nx alike. */
export type JobEvent =
  | {
      readonly kind: 'stage';
      readonly name: string;
      readonly state: 'began' | 'ended';
      readonly seconds?: number;
      readonly reused?: boolean;
    }
  | { readonly kind: 'progress'; readonly stage: string; readonly done: number; readonly total: number }
  | { readonly kind: 'log'; readonly text: string }
  | { readonly kind: 'diagnostic'; readonly diagnostic: Diagnostic };

/** How long a stage took, and whether it took what an earlier run had found. */
interface StageTime {
  readonly name: string;
  readonly seconds: number;
  readonly reused?: true;
}

/** The stream of one job, and the times it took. */
export class JobEvents {
  private readonly subject = new Subject<JobEvent>();
  private readonly times: StageTime[] = [];
  private readonly found = new Set<string>();
  readonly stream = this.subject.asObservable();
  readonly startedAt = new Date().toISOString();

  log(text: string): void {
    this.subject.next({ kind: 'log', text });
  }

  diagnostic(diagnostic: Diagnostic): void {
    this.subject.next({ kind: 'diagnostic', diagnostic });
  }

  progress(stage: string, done: number, total: number): void {
    this.subject.next({ kind: 'progress', stage, done, total });
  }

  /** Notes that a stage takes what an earlier run found. */
  reused(stage: string): void {
    this.found.add(stage);
  }

  /** Runs one stage and says when it began and ended. */
  async stage<T>(name: string, run: () => Promise<T> | T): Promise<T> {
    const began = performance.now();
    this.subject.next({ kind: 'stage', name, state: 'began' });
    const result = await run();
    const seconds = (performance.now() - began) / 1000;
    const reused = this.found.has(name) ? { reused: true as const } : {};
    this.times.push({ name, seconds, ...reused });
    this.subject.next({ kind: 'stage', name, state: 'ended', seconds, ...reused });
    return result;
  }

  /** Seconds every stage took so far, in the order they ended. */
  timing(): { startedAt: string; stages: readonly StageTime[] } {
    return { startedAt: this.startedAt, stages: this.times };
  }

  end(): void {
    this.subject.complete();
  }
}
