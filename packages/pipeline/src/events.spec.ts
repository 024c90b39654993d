import { type JobEvent, JobEvents } from './events';

function listen() {
  const events = new JobEvents();
  const heard: JobEvent[] = [];
  let ended = false;
  events.stream.subscribe({ next: (event) => heard.push(event), complete: () => (ended = true) });
  return { events, heard, ended: () => ended };
}

it('tells when a stage began and ended, and keeps the times', async () => {
  const { events, heard } = listen();
  expect(await events.stage('import', () => 7)).toBe(7);
  expect(heard).toEqual([
    { kind: 'stage', name: 'import', state: 'began' },
    { kind: 'stage', name: 'import', state: 'ended', seconds: expect.any(Number) },
  ]);
  expect(events.timing()).toEqual({
    startedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    stages: [{ name: 'import', seconds: expect.any(Number) }],
  });
});

it('takes seconds from the clock', async () => {
  const now = jest.spyOn(performance, 'now').mockReturnValueOnce(1000).mockReturnValueOnce(3500);
  const { events, heard } = listen();
  await events.stage('import', () => 7).finally(() => now.mockRestore());
  expect(heard.at(-1)).toMatchObject({ seconds: 2.5 });
  expect(events.timing().stages).toEqual([{ name: 'import', seconds: 2.5 }]);
});

it('tells of a stage that took what an earlier run had found', async () => {
  const { events, heard } = listen();
  await events.stage('import', () => events.reused('import'));
  await events.stage('prove', () => 7);
  expect(heard.flatMap((event) => (event.kind === 'stage' && event.reused ? [event.name] : []))).toEqual(['import']);
  expect(events.timing().stages).toEqual([
    { name: 'import', seconds: expect.any(Number), reused: true },
    { name: 'prove', seconds: expect.any(Number) },
  ]);
});

it('passes on what a stage throws, and counts no time for it', async () => {
  const { events, heard } = listen();
  await expect(events.stage('import', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(heard).toEqual([{ kind: 'stage', name: 'import', state: 'began' }]);
  expect(events.timing().stages).toEqual([]);
});

it('tells everything in order, then ends', () => {
  const { events, heard, ended } = listen();
  events.log('a');
  events.progress('calibrate', 1, 2);
  events.diagnostic({ code: 'ABC001', severity: 'note', message: 'm', facts: {} });
  events.end();
  expect(heard.map(({ kind }) => kind)).toEqual(['log', 'progress', 'diagnostic']);
  expect(ended()).toBe(true);
});
