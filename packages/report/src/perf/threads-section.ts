import type { PerfReport } from '@openbpu/board';
import type { Section } from '../page/blocks';
import { html } from '../page/markup';
import { THREADS, threadsTable } from '../threads-table';

/** What frames take, and how many come in a second, with each number of threads. */
export function threadsSection({ threads }: PerfReport): Section | undefined {
  if (!threads || threads.length === 0) return undefined;
  return { id: 'threads', title: 'Threads', body: html`<p>${THREADS}</p>${threadsTable(threads)}` };
}
