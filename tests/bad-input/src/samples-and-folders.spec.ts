import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { bytesOf } from '@openbpu/tensor';
import { inWorkshop, makertbin } from './expect-refusal.fixture';
import { INPUT_SIZE, sample } from './workshop';

const { shop, convert } = inWorkshop();

describe('calibration samples', () => {
  it.each([0, 1, INPUT_SIZE, INPUT_SIZE * 4 - 1, INPUT_SIZE * 4 + 1, INPUT_SIZE * 8])(
    'one of %i bytes',
    async (length) => {
      await shop().put('samples/1.rgb', new Uint8Array(length));
      await shop().recipe();
      expect(await convert()).toContain('1.rgb');
    },
  );

  it.each([
    ['NaN', NaN],
    ['Infinity', Infinity],
    ['-Infinity', -Infinity],
  ])('that hold %s', async (_, value) => {
    const values = sample(1);
    values[77] = value;
    await shop().put('samples/2.rgb', bytesOf(values));
    await shop().recipe();
    const said = await convert();
    expect(said).toContain('2.rgb');
    expect(said).toContain('element 77');
    await shop().recipe({ calibration_type: "'default'" });
    await convert();
  });

  it('of the wrong element type', async () => {
    await shop().recipe({ cal_data_type: "'uint8'" });
    await convert();
  });

  it('that are truncated arrays or pictures', async () => {
    await shop().put('samples/1.npy', Buffer.from('\x93NUMPY\x01\x00', 'latin1'));
    await shop().recipe();
    await convert();
  });

  it('in a folder that is empty, is not there, or is a file', async () => {
    await mkdir(shop().path('empty'));
    for (const name of ['empty', 'absent', 'model.onnx']) {
      await shop().recipe({ cal_data_dir: `'${name}'` });
      expect(await convert()).toContain(name);
    }
  });

  it('that are folders', async () => {
    await rm(shop().path('samples'), { recursive: true });
    await mkdir(shop().path('samples/a.rgb'), { recursive: true });
    await shop().recipe();
    await convert();
  });
});

describe('the working folder', () => {
  it('that is a file is left as it is', async () => {
    await writeFile(shop().path('out'), 'mine');
    await shop().recipe();
    const { code, stdout, stderr } = await makertbin();
    expect(code).toBe(1);
    expect(stdout + stderr).toMatch(/PIP006 error[\s\S]*hint: /);
    expect(stdout + stderr).not.toContain('This is a bug');
  });

  it('that cannot be written to', async () => {
    await mkdir(shop().path('out'));
    await chmod(shop().path('out'), 0o500);
    // The superuser may write everywhere but where the system itself takes no file.
    await shop().recipe(process.getuid?.() === 0 ? { working_dir: "'/proc/openbpu'" } : {});
    const said = await convert();
    expect(said).toContain('PIP006');
    expect(said).toMatch(/permission denied|nothing can be made there|nothing can be written/);
  });

  it('below a file', async () => {
    await shop().recipe({ working_dir: "'model.onnx/out'" });
    const said = await convert();
    expect(said).toContain('PIP006');
    expect(said).toContain(`${shop().path('model.onnx/out')}`);
    expect(said).not.toMatch(/\bE[A-Z]{4,}:|\.writing/);
  });

  it('under a path that no file system takes', async () => {
    await shop().recipe({ working_dir: `'${'d'.repeat(300)}'` });
    expect(await convert()).toContain('PIP006');
  });

  it('keeps the files of the last good run when the next one fails', async () => {
    await shop().recipe();
    expect(await makertbin()).toMatchObject({ code: 0 });
    const before = await shop().written();
    await shop().put('samples/1.rgb', new Uint8Array(5));
    expect(await makertbin()).toMatchObject({ code: 1 });
    expect(await shop().written()).toEqual(before);
  });

  it('where a folder stands in the place of a file', async () => {
    await mkdir(shop().path('out/net.bin/inside'), { recursive: true });
    await shop().recipe();
    const { code, stdout, stderr } = await makertbin();
    expect({ code, said: stdout + stderr }).toMatchObject({ code: 1, said: expect.stringContaining('PIP006') });
    const written = (await shop().written()).filter((name) => !name.startsWith('.openbpu-cache'));
    expect(written).toEqual(['net.bin', 'net.bin/inside']);
  });
});
