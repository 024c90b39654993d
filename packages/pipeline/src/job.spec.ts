import { JobEvents } from './events';
import { createJob, endJob } from './job';
import { SINK } from './tokens';

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
