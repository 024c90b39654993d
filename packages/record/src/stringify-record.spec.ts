import fc from 'fast-check';
import { parseRecord } from './parse-record';
import { exampleRecord } from './record.fixture';
import { stringifyRecord, withoutTiming } from './stringify-record';

function reversed<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  ) as T;
}

it('gives back the record', () => {
  expect(parseRecord(stringifyRecord(exampleRecord()))).toEqual(exampleRecord());
});

it('gives the same bytes whatever the order in which fields were set', () => {
  expect(stringifyRecord(reversed(exampleRecord()))).toBe(stringifyRecord(exampleRecord()));
});

it('writes the sections in a fixed order, timing last', () => {
  const sections = [...stringifyRecord(exampleRecord()).matchAll(/^ {2}"(\w+)"/gm)].map(([, name]) => name);
  expect(sections).toEqual([
    'version',
    'command',
    'tool',
    'march',
    'prefix',
    'recipe',
    'model',
    'nodes',
    'outputs',
    'calibration',
    'verification',
    'artifacts',
    'passes',
    'performance',
    'accuracy',
    'diagnostics',
    'timing',
  ]);
});

it('differs between runs in timing only', () => {
  const first = exampleRecord();
  const second = { ...first, timing: { startedAt: '2025-01-01T00:00:00.000Z', stages: [] } };
  expect(stringifyRecord(first)).not.toBe(stringifyRecord(second));
  expect(stringifyRecord(withoutTiming(first))).toBe(stringifyRecord(withoutTiming(second)));
  expect(withoutTiming(first)).not.toHaveProperty('timing');
});

it('makes plain data of facts: typed arrays, maps, bigints, NaN', () => {
  const facts = {
    shape: Int32Array.of(1, 2),
    map: new Map([['b', 1n]]),
    bad: [NaN, -Infinity],
    gone: undefined,
    set: new Set(['x']),
  };
  const record = {
    ...exampleRecord(),
    diagnostics: [{ code: 'ABC001', severity: 'error' as const, message: '', facts }],
  };
  expect(parseRecord(stringifyRecord(record)).diagnostics[0].facts).toEqual({
    shape: [1, 2],
    map: { b: '1' },
    bad: [null, null],
    set: ['x'],
  });
});

it('writes a cosine that could not be computed as null', () => {
  const record = { ...exampleRecord(), outputs: [{ name: 'prob', cosine: NaN, l1: Infinity, l2: 0, chebyshev: 0 }] };
  expect(parseRecord(stringifyRecord(record)).outputs[0]).toEqual({
    name: 'prob',
    cosine: null,
    l1: null,
    l2: 0,
    chebyshev: 0,
  });
});

it('is stable for any recipe', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (recipe) => {
      const text = stringifyRecord({ ...exampleRecord(), recipe });
      expect(stringifyRecord(parseRecord(text))).toBe(text);
    }),
  );
});

it('refuses what is no record, as a bug', () => {
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  expect(() => stringifyRecord({ ...exampleRecord(), recipe: circle })).toThrow(/contains itself/);
  expect(() => stringifyRecord({ ...exampleRecord(), passes: [{ name: 'p', patches: 0.5 }] })).toThrow(
    /passes\.0\.patches/,
  );
});
