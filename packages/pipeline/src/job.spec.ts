import { availableParallelism } from 'node:os';
import { JobEvents } from './events';
import { createJob, endJob, useThreads } from './job';
import { LANES, SINK } from './tokens';

const threads = async (asked?: number, recipe?: number) => {
  const job = createJob(new JobEvents(), asked === undefined ? {} : { threads: asked });
  if (recipe !== undefined) useThreads(job, recipe);
  const { size } = job.resolve(LANES);
  await endJob(job);
  return size;
};

it('has one thread a processor, those asked for, or those said before the first works', async () => {
  expect(await Promise.all([threads(), threads(3), threads(undefined, 1)])).toEqual([availableParallelism(), 3, 1]);
});

it('tells the event stream what is reported, and keeps it', async () => {
  const events = new JobEvents();
  const heard: string[] = [];
  events.stream.subscribe((event) => event.kind === 'diagnostic' && heard.push(event.diagnostic.code));
  const job = createJob(events);
  job.resolve(SINK).report({ code: 'X1', severity: 'warning', message: 'm', facts: {} });
  expect(job.resolve(SINK).diagnostics.map(({ code }) => code)).toEqual(['X1']);
  expect(heard).toEqual(['X1']);
  await endJob(job);
});
