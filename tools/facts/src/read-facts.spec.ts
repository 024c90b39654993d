import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFacts } from './read-facts';

const HEAD =
  'schema: 1\nmarch: m\ncounts: {bpu: 1}\nint16_supported: false\ngeneral:\n  bpu_rules: []\noperators:\n- op: Abs\n' +
  '  class: bpu\n  default_device: bpu\n  bpu:\n    supported: true\n    mechanism: native\n';

describe('readFacts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'facts-'));
  mkdirSync(join(folder, 'operators'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const read = (text: string) => {
    writeFileSync(join(folder, 'operators', 'm.yaml'), text);
    return readFacts(folder, 'm');
  };

  it('reads rows and rules', () => {
    expect(
      read(`${HEAD}    rules:\n    - id: n\n      var: n\n      range: [1, 4]\n      reason: no\n`).operators,
    ).toMatchObject([{ op: 'Abs', bpu: { supported: true, rules: [{ id: 'n', range: [1, 4] }] } }]);
  });

  it('refuses what it would otherwise pass over', () => {
    expect(() => read(`${HEAD}    rules:\n    - id: n\n      vra: n\n      reason: no\n`)).toThrow('vra');
    expect(() => read(HEAD)).toThrow('rules');
    expect(() => read(HEAD.replace('schema: 1', 'schema: 2'))).toThrow('schema');
  });
});
