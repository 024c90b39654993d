import { type Stage, StageList } from './stage-list';

interface Job {
  readonly by: number;
}

const COUNT: Stage<'count', object, object, { readonly count: number }> = {
  name: 'count',
  summary: 'Counts.',
  run(_, __, progress) {
    progress('half', 1, 2);
    return { count: 2 };
  },
};
const SCALE: Stage<'scale', { readonly count: number }, Job, { readonly scaled: number }> = {
  name: 'scale',
  summary: 'Scales.',
  run: async ({ count }, { by }) => ({ scaled: count * by }),
};
const FAIL: Stage<'fail', object, object, object> = {
  name: 'fail',
  summary: 'Fails.',
  run: () => Promise.reject(new Error('no')),
};
const list = StageList.empty().add(COUNT).add(SCALE);

it('gives every stage what those before it found, and the job', async () => {
  expect(await list.run({ by: 3 })).toEqual({ count: 2, scaled: 6 });
  expect(list.describe()).toEqual([
    { name: 'count', summary: 'Counts.' },
    { name: 'scale', summary: 'Scales.' },
  ]);
});

it('runs until a stage, this one included, and asks of the job only what those stages need', async () => {
  expect(await list.until('count').run({})).toEqual({ count: 2 });
  expect(list.until('count').describe()).toHaveLength(1);
});

it('does not take a stage that needs what nobody gives, nor a job that lacks something', () => {
  // @ts-expect-error: nothing before it gives `count`.
  StageList.empty().add(SCALE);
  // @ts-expect-error: the list has no such stage.
  list.until('absent');
  // @ts-expect-error: `scale` asks for `by`.
  const without: Parameters<typeof list.run>[0] = {};
  expect(without).toEqual({});
});

it('tells instruments, in order, of every stage around it and of what is known after it', async () => {
  const heard: string[] = [];
  const ear = (name: string): Parameters<typeof list.run>[1] => [
    {
      async during(stage, run) {
        heard.push(`${name} ${stage} begins`);
        const found = await run();
        heard.push(`${name} ${stage} ends`);
        return found;
      },
      progress: (what, done, total) => heard.push(`${name} ${what} ${done}/${total}`),
      after: {
        count: ({ count }) => void heard.push(`${name} count is ${count}`),
        scale: async (known) => void heard.push(`${name} ${JSON.stringify(known)}`),
      },
    },
  ];
  await list.run({ by: 3 }, [...ear('a')!, {}, ...ear('b')!]);
  expect(heard).toEqual([
    'a count begins',
    'b count begins',
    'a half 1/2',
    'b half 1/2',
    'b count ends',
    'a count ends',
    'a count is 2',
    'b count is 2',
    'a scale begins',
    'b scale begins',
    'b scale ends',
    'a scale ends',
    'a {"count":2,"scaled":6}',
    'b {"count":2,"scaled":6}',
  ]);
});

it('ends with what a stage throws, and before a stage when the user gave up', async () => {
  const heard: string[] = [];
  const during = <T>(stage: string, run: () => Promise<T>) => (heard.push(stage), run());
  await expect(StageList.empty().add(FAIL).add(COUNT).run({}, [{ during }])).rejects.toThrow('no');
  const stop = new AbortController();
  await expect(list.run({ by: 1 }, [{ during, after: { count: () => stop.abort() } }], stop.signal)).rejects.toThrow(
    /abort/i,
  );
  expect(heard).toEqual(['fail', 'count']);
});
