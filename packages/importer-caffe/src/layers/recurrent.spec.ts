import { blob, complaint, importLayer } from '../import-text.fixture';

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const noise = (length: number, seed: number) => Array.from({ length }, (_, i) => Math.sin(seed + 1.7 * i));

const [T, N, D, H, S] = [3, 2, 2, 2, 3];
const weight = noise(4 * H * D, 1);
const bias = noise(4 * H, 2);
const state = noise(4 * H * H, 3);
const still = noise(4 * H * S, 4);
const x = noise(T * N * D, 5);
const fixed = noise(N * S, 6);
const cont = [1, 0, 1, 1, 0, 1];

/** Caffe's order of gates: input, forget, output, cell. */
function byHand(
  keep: readonly number[],
  constant?: readonly number[],
  h = new Array<number>(N * H).fill(0),
  c = [...h],
) {
  const y: number[] = [];
  for (let t = 0; t < T; t++) {
    const before = h.map((value, i) => value * keep[t * N + Math.floor(i / H)]);
    for (let n = 0; n < N; n++) {
      const gates = bias.map((value, row) => {
        let sum = value;
        for (let i = 0; i < D; i++) sum += weight[row * D + i] * x[(t * N + n) * D + i];
        for (let i = 0; i < S; i++) sum += constant ? still[row * S + i] * constant[n * S + i] : 0;
        for (let i = 0; i < H; i++) sum += state[row * H + i] * before[n * H + i];
        return sum;
      });
      for (let u = 0; u < H; u++) {
        const [i, f, o, g] = [0, 1, 2, 3].map((gate) => gates[gate * H + u]);
        const at = n * H + u;
        c[at] = sigmoid(f) * c[at] * keep[t * N + n] + sigmoid(i) * Math.tanh(g);
        h[at] = sigmoid(o) * Math.tanh(c[at]);
      }
    }
    y.push(...h);
  }
  return [y, h, c];
}

function close(found: readonly (readonly number[])[], expected: readonly (readonly number[])[]) {
  expect(found.map((each) => each.length)).toEqual(expected.map((each) => each.length));
  found.forEach((each, k) => each.forEach((value, i) => expect(value).toBeCloseTo(expected[k][i], 5)));
}

const blobs = [blob([4 * H, D], weight), blob([4 * H], bias), blob([4 * H, H], state)];
const withStill = [...blobs.slice(0, 2), blob([4 * H, S], still), blobs[2]];
const parameters = `recurrent_param { num_output: ${H} }`;

describe('LSTM', () => {
  it('clears its state where cont is 0', () => {
    const { run, graph, heard } = importLayer(
      'LSTM',
      parameters,
      [
        [T, N, D],
        [T, N],
      ],
      blobs,
    );
    close(run(x, cont), byHand(cont).slice(0, 1));
    expect([graph.value('y').type.shape, heard]).toEqual([[T, N, H], []]);
  });

  it('without cont clears nothing, and takes a bottom of more dimensions', () => {
    close(importLayer('LSTM', parameters, [[T, N, D, 1]], blobs).run(x), byHand(cont.map(() => 1)).slice(0, 1));
  });

  it('reads a static bottom at every step', () => {
    const { run } = importLayer(
      'LSTM',
      parameters,
      [
        [T, N, D],
        [T, N],
        [N, S],
      ],
      withStill,
    );
    close(run(x, cont, fixed), byHand(cont, fixed).slice(0, 1));
  });

  it.each([false, true])('with expose_hidden takes and gives its states; a static bottom: %s', (more) => {
    const [h0, c0] = [noise(N * H, 7), noise(N * H, 8)];
    const shapes = [[T, N, D], [T, N], ...(more ? [[N, S]] : []), [1, N, H], [1, N, H]];
    const exposed = `recurrent_param { num_output: ${H} expose_hidden: true }`;
    const { run } = importLayer('LSTM', exposed, shapes, more ? withStill : blobs, ['y', 'last_h', 'last_c']);
    const expected = byHand(cont, more ? fixed : undefined, [...h0], [...c0]);
    close(run(x, cont, ...(more ? [fixed] : []), h0, c0), expected);
  });

  it('refuses what does not fit', () => {
    expect(complaint(() => importLayer('LSTM', '', [[T, N, D]], blobs))).toContain('num_output is missing');
    expect(
      complaint(() =>
        importLayer(
          'LSTM',
          parameters,
          [
            [T, N, D],
            [T, N],
          ],
          blobs.slice(0, 2),
        ),
      ),
    ).toContain('holds no weight of its state for it');
    expect(
      complaint(() =>
        importLayer(
          'LSTM',
          parameters,
          [
            [T, N, D],
            [T, N],
            [N, S],
            [N, S],
          ],
          blobs,
        ),
      ),
    ).toContain('it has 4 bottoms');
  });
});
