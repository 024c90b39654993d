import { DiagnosticError } from '@openbpu/diagnostics';
import fc from 'fast-check';
import { type LayerForm, caffemodel } from '../caffemodel.fixture';
import { blob, complaint } from '../import-text.fixture';
import { readCaffemodel } from './read-caffemodel';

const model = (form: LayerForm) =>
  caffemodel({ conv1: [blob([2, 1, 1, 1], [1, 2]), blob([2], [3, 4])], relu1: [] }, form);

describe('readCaffemodel', () => {
  it.each<LayerForm>(['current', 'v1', 'v0'])('reads %s layers', (form) => {
    const layers = readCaffemodel(model(form), 'f');
    expect(layers.map(({ name, blobs }) => [name, blobs.map(({ shape, data }) => [shape, Array.from(data)])])).toEqual([
      [
        'conv1',
        [
          [
            [2, 1, 1, 1],
            [1, 2],
          ],
          [[2], [3, 4]],
        ],
      ],
      ['relu1', []],
    ]);
  });

  it.each<[string, Uint8Array, string]>([
    ['an empty file', new Uint8Array(0), 'CAF012 error   f: f is no readable caffemodel: it holds no layer'],
    ['text', Buffer.from('layer { name: "x" }'), 'CAF012'],
    ['a Git LFS pointer', Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n'), 'CAF012'],
  ])('refuses %s', (_, bytes, problem) => {
    expect(complaint(() => readCaffemodel(bytes, 'f'))).toContain(problem);
  });

  it('answers a truncated file with a diagnostic or with fewer layers', () => {
    const whole = model('current');
    for (let length = 0; length < whole.length; length++) {
      try {
        expect(readCaffemodel(whole.slice(0, length), 'f').length).toBeLessThan(2);
      } catch (error) {
        expect(error).toBeInstanceOf(DiagnosticError);
      }
    }
  });

  it('answers flipped and random bytes with a diagnostic or a result, never with anything else', () => {
    const whole = model('v1');
    const flips = fc.array(fc.record({ at: fc.nat(whole.length - 1), to: fc.nat(255) }), {
      minLength: 1,
      maxLength: 4,
    });
    const survive = (bytes: Uint8Array) => {
      try {
        readCaffemodel(bytes, 'f');
      } catch (error) {
        expect(error).toBeInstanceOf(DiagnosticError);
      }
    };
    fc.assert(
      fc.property(flips, (changes) => {
        const bytes = whole.slice();
        for (const { at, to } of changes) bytes[at] = to;
        survive(bytes);
      }),
      { numRuns: 1000 },
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), survive), { numRuns: 1000 });
  });
});
