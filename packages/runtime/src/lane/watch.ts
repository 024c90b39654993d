import { readFileSync } from 'node:fs';
import type { Diagnostic } from '@openbpu/diagnostics';
import type { Budget } from '@openbpu/guard';
import { RUNTIME } from '../catalogue';

/** A run inside ONNX Runtime that has begun. */
export interface Watched {
  readonly model: string;
  /** It holds a loop whose turns only its data decides. */
  readonly loops: boolean;
  /** Of the encoded model. */
  readonly bytes: number;
}

/** How often a process is looked at, in milliseconds. */
const PERIOD = 100;

/** ONNX Runtime keeps a model several times: as it came, read, and packed for its kernels. */
const COPIES = 8;

/** The system counts processor time in hundredths of a second, and memory in pages. */
const TICK = 0.01;
const PAGE = 4096;

/**
 * Looks at a process while it is inside ONNX Runtime, and calls `end` with the reason once it has taken more than the
 * budget: processor seconds where the system tells them, else those of the clock; and memory, where it tells that.
 */
export class Watch {
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly pid: number,
    private readonly budget: Budget,
    private readonly end: (why: Diagnostic) => void,
  ) {}

  begin({ model, loops, bytes }: Watched): void {
    this.stop();
    const began = { seconds: processorSeconds(this.pid), clock: performance.now() };
    const seconds = loops ? this.budget.loopSeconds : this.budget.seconds;
    const memory = this.budget.bytes + COPIES * bytes;
    this.timer = setInterval(() => {
      const now = processorSeconds(this.pid);
      const taken =
        now === undefined || began.seconds === undefined
          ? (performance.now() - began.clock) / 1000
          : now - began.seconds;
      const held = residentBytes(this.pid) ?? 0;
      if (taken > seconds) this.stop(RUNTIME.ended({ model, what: `${seconds} s of processor time` }, { name: model }));
      else if (held > memory) this.stop(RUNTIME.ended({ model, what: `${memory} bytes of memory` }, { name: model }));
    }, PERIOD);
  }

  stop(why?: Diagnostic): void {
    clearInterval(this.timer);
    if (why) this.end(why);
  }
}

function processorSeconds(pid: number): number | undefined {
  const fields = fieldsOf(`/proc/${pid}/stat`, /^.*\) /s);
  return fields && (fields[11] + fields[12]) * TICK;
}

function residentBytes(pid: number): number | undefined {
  const fields = fieldsOf(`/proc/${pid}/statm`);
  return fields && fields[1] * PAGE;
}

function fieldsOf(file: string, head = /^/): readonly number[] | undefined {
  try {
    return readFileSync(file, 'utf8').replace(head, '').split(' ').map(Number);
  } catch {
    return undefined;
  }
}
