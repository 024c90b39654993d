import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { marches } from '@openbpu/pipeline';
import { compared, importedFile } from './comparison';
import { Draft } from './draft';
import { EVERY_EDGE } from './settings';
import { tinyNetwork } from './tiny-network.fixture';

const backend = marches().find(({ march }) => march === 'bayes-e')!;

describe('compared', () => {
  it('finds no difference between a network and itself', async () => {
    const { built, exported, differences } = await compared('tiny', tinyNetwork(), tinyNetwork(), backend);
    expect(built).toEqual(exported);
    expect(built.latencyMs).toBeGreaterThan(0);
    expect(differences).toEqual([]);
  });

  it('names the operators whose numbers differ, the builder first', async () => {
    const net = new Draft('tiny', 32);
    const x = net.conv(net.image, 8, { kernel: 3, stride: 2, act: 'swish' });
    const other = net.finish([net.toNhwc(net.conv(x, 4))]);
    const { built, exported, differences } = await compared('tiny', tinyNetwork(), other, backend);
    expect(differences).toEqual(['Add 1 / 0', 'Conv 3 / 2', 'Mul 0 / 1', 'Relu 1 / 0', 'Sigmoid 0 / 1']);
    expect(built.parameters - exported.parameters).toBe(8 * 8 * 9 + 8);
    expect(built.macs - exported.macs).toBe(256 * 8 * 8 * 9);
  });

  it('asks the same of both', async () => {
    const asks = { removed: EVERY_EDGE };
    const plain = await compared('tiny', tinyNetwork(), tinyNetwork(), backend);
    const { built, exported } = await compared('tiny', tinyNetwork(), tinyNetwork(), backend, asks);
    expect(built).toEqual(exported);
    expect(built.latencyMs).toBeLessThan(plain.built.latencyMs);
  });

  it('says of a file that is no model that it is none', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'latency-')), 'tiny.txt');
    writeFileSync(file, 'not a model');
    await expect(importedFile(file)).rejects.toThrow();
  });
});
