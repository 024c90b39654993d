import { marches } from '@openbpu/pipeline';
import { startOf, unknownsOf } from './unknowns';

const of = (name: string) => marches().find(({ march }) => march === name)!.features;
const [one, two] = [of('bernoulli2'), of('bayes-e')];

/** Where an unknown of a name lies in what is fitted. */
function placeOf(name: string): readonly string[] {
  const [first, ...rest] = name.split('.');
  if (first === 'inference') return ['inferenceSeconds', ...rest];
  return first === 'tensor' || first === 'vector' ? ['features', 'pace', first, ...rest] : ['features', first, ...rest];
}

describe('unknowns', () => {
  it('are each set where their name says, and nothing else with them', () => {
    for (const { name, set } of unknownsOf(two)) {
      const changed = set(startOf(two), 1234.5);
      const asked: string[][] = [];
      const visit = (was: object, is: object, path: string[]) => {
        const before = new Map<string, unknown>(Object.entries(was));
        for (const [key, now] of Object.entries<unknown>({ ...is })) {
          const then = before.get(key);
          if (typeof now === 'object' && now !== null && typeof then === 'object' && then !== null)
            visit(then, now, [...path, key]);
          else if (now !== then) asked.push([...path, key, String(now)]);
        }
      };
      visit(startOf(two), changed, []);
      expect(asked).toEqual([[...placeOf(name), '1234.5']]);
    }
  });

  it('are of the BPU but for those of the CPU and of an inference, crowded where there are several cores', () => {
    const others = (features: typeof one) => unknownsOf(features).flatMap(({ name, bpu }) => (bpu ? [] : [name]));
    const [cpu, inference] = [
      ['cpu.nodeSeconds', 'cpu.bytesPerSecond'],
      ['inference.detectors', 'inference.classifiers'],
    ];
    expect(others({ ...one, cores: 1 })).toEqual([...cpu, ...inference]);
    expect(others({ ...one, cores: 2 })).toEqual([...cpu, 'cpu.crowded', ...inference]);
    expect(unknownsOf(one).filter(({ bpu }) => bpu)).toHaveLength(14);
  });

  it('begin at what the array gives, shares of it at most all', () => {
    const { outputChannels, inputChannels, pixels } = two.macArray.int8;
    const products = outputChannels * inputChannels * pixels;
    const starts = new Map(unknownsOf(two).map(({ name, start }) => [name, start]));
    const names = ['colourCycles', 'depthwise.products'].map((name) => starts.get(`tensor.${name}`));
    expect(names).toEqual([512 / products, products / 16]);
    for (const name of ['arithmetic', 'window', 'resize', 'move'])
      expect(starts.get(`vector.${name}`)).toBe(products / 64);
    expect(starts.get('vector.across')).toBe(products / 2048);
    expect(unknownsOf(two).flatMap(({ name, most }) => (most === undefined ? [] : [[name, most]]))).toEqual([
      ['tensor.window', 1],
      ['tensor.pixel', 1],
      ['tensor.computed', 1],
    ]);
    expect(startOf(two).inferenceSeconds).toEqual({ detectors: 3e-4, classifiers: 3e-4 });
  });

  it('ask for a pace', () => {
    const { pace, ...bare } = two;
    expect(pace).toBeDefined();
    expect(() => startOf(bare)).toThrow('no pace');
  });
});
