import { catalogueEntries, defineCatalogue, event } from './catalogue';
import { formatDiagnostic } from './diagnostic';

const CATALOGUE = defineCatalogue({
  badGroup: event({
    code: 'TST012',
    severity: 'error',
    when: 'A group does not divide the channels.',
    message: (facts: { layer: string; group: number; channels: number }) =>
      `layer "${facts.layer}": group ${facts.group} does not divide ${facts.channels} input channels`,
    hint: ({ channels }) => (channels % 2 === 0 ? 'use group 2' : 'use group 1'),
  }),
  dropped: event({
    code: 'TST013',
    severity: 'note',
    when: 'A layer is dropped.',
    message: (facts: { layer: string }) => `layer "${facts.layer}" is dropped`,
  }),
});

it('takes no error without a hint', () => {
  const said = { code: 'TST014', when: 'A layer is dropped.', message: () => 'a layer is dropped' };
  // @ts-expect-error an error needs a hint
  expect(event({ ...said, severity: 'error' }).hint).toBeUndefined();
  // @ts-expect-error and one that is always there
  expect(event({ ...said, severity: 'error', hint: () => undefined }).code).toBe('TST014');
  expect(event({ ...said, severity: 'warning' }).hint).toBeUndefined();
});

it('builds the sentence, the hint and the facts', () => {
  const diagnostic = CATALOGUE.badGroup(
    { layer: 'conv4', group: 3, channels: 64 },
    { name: 'conv4', file: 'deploy.prototxt', line: 118 },
  );
  expect(formatDiagnostic(diagnostic)).toBe(
    'TST012 error   deploy.prototxt:118: layer "conv4": group 3 does not divide 64 input channels\n  hint: use group 2',
  );
  expect(diagnostic.facts).toEqual({ layer: 'conv4', group: 3, channels: 64 });
});

it('leaves out what is not known', () => {
  expect(CATALOGUE.dropped({ layer: 'data' })).toEqual({
    code: 'TST013',
    severity: 'note',
    message: 'layer "data" is dropped',
    facts: { layer: 'data' },
  });
});

it('lists its events for the documentation', () => {
  expect(catalogueEntries(CATALOGUE).map(({ key, code }) => `${code} ${key}`)).toEqual([
    'TST012 badGroup',
    'TST013 dropped',
  ]);
});

it('refuses codes that are malformed or used twice', () => {
  const note = { severity: 'note' as const, when: '', message: () => '' };
  expect(() => defineCatalogue({ a: event({ ...note, code: 'X1' }) })).toThrow(/three letters and three digits/);
  expect(() =>
    defineCatalogue({ a: event({ ...note, code: 'ABC001' }), b: event({ ...note, code: 'ABC001' }) }),
  ).toThrow(/used twice/);
});
