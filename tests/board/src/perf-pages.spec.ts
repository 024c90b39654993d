import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { Bench } from './bench';
import { describeWithBrowser, launch, openFile } from './browser.fixture';

/** Longer than a browser needs to start on a busy machine. */
const PATIENCE = 120_000;

describeWithBrowser('the pages of hb_perf in a browser', () => {
  const bench = new Bench();
  let browser: Browser;
  const at = (file: string) => join(bench.folder, file);
  beforeAll(async () => {
    await bench.convert('broken', 'pages', { 'compiler_parameters.debug': 'True' });
    await bench.run('hb_perf pages.bin');
    browser = await launch();
  }, PATIENCE);
  afterAll(async () => {
    await browser?.close();
    bench.close();
  });

  it('shows the three parts, and what stands behind them', async () => {
    const { page, wrong } = await openFile(browser, at('hb_perf_result/pages/pages.html'));
    const titles = await page.locator('section h2').allTextContents();
    expect(titles.slice(0, 3)).toEqual(['Model Performance Summary', 'Details', 'BIN Model Structure']);
    expect(titles).toEqual(expect.arrayContaining(['Timeline', 'Roofline', 'Layer Details', 'What if']));
    const metrics = await page.locator('#summary td:first-child').allTextContents();
    expect(metrics).toEqual([
      'Model Name',
      'Model Latency(ms)',
      'Total DDR (loaded+stored) bytes per frame(MB per frame)',
      'Loaded Bytes per Frame',
      'Stored Bytes per Frame',
    ]);
    const fill = (node: string) =>
      page.evaluate(`getComputedStyle(document.querySelector('g.node.${node} rect')).fill`);
    expect([await fill('bpu'), await fill('cpu')]).toEqual(['rgb(0, 139, 139)', 'rgb(128, 128, 128)']);
    expect(await page.locator('g.node.bpu').count()).toBe(2);
    expect(await page.locator('g.node text').allTextContents()).toContain('BPU_broken_subgraph_1');
    expect(wrong).toEqual([]);
    await page.close();
  });

  it('zooms the timeline by buttons, keys and the wheel, moves it, and goes back to all of it', async () => {
    const { page, wrong } = await openFile(browser, at('hb_perf_result/pages/pages.html'));
    const range = async () => {
      const text = await page.locator('.timeline output').textContent();
      const [, from, to] = /^([\d.]+) to ([\d.]+) ms/.exec(text ?? '') ?? [];
      return [Number(from), Number(to)] as const;
    };
    const width = async () => {
      const [from, to] = await range();
      return to - from;
    };
    const press = async (value: string) => page.locator(`.timeline button[value=${value}]`).click();
    const whole = await range();
    expect(whole[0]).toBe(0);
    const all = await width();
    const drawn = await page.locator('#timeline-view rect.span').count();
    expect(drawn).toBeGreaterThan(5);
    await press('in');
    expect(await width()).toBeCloseTo(all / 2, 2);
    await press('left');
    expect((await range())[0]).toBeLessThan(all / 4);
    await press('out');
    expect(await width()).toBeCloseTo(all, 2);
    const svg = page.locator('#timeline-view svg');
    await svg.focus();
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    expect(await width()).toBeCloseTo(all / 4, 2);
    await page.keyboard.press('0');
    expect(await range()).toEqual(whole);
    await svg.hover();
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -100);
    await page.keyboard.up('Control');
    await page.waitForTimeout(100);
    expect(await width()).toBeCloseTo(all * 0.8, 2);
    const box = (await svg.boundingBox())!;
    const before = await range();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + 40, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
    expect((await range())[0]).toBeLessThan(before[0]);
    await press('all');
    await page.locator('rect.span.cpu').last().click();
    expect(await page.locator('.timeline .detail').textContent()).toMatch(/^every inference, [\d.]+ µs from/);
    expect(wrong).toEqual([]);
    await page.close();
  });

  it('sorts layers by a click, and leads to the page of a subgraph and back', async () => {
    const { page, wrong } = await openFile(browser, at('hb_perf_result/pages/pages.html'));
    await page.locator('#details a').nth(1).click();
    expect(await page.locator('h1').textContent()).toContain('broken_subgraph_1');
    expect(await page.locator('#summary td:first-child').first().textContent()).toBe('Model Subgraph Name');
    const adds = async () =>
      (await page.locator('#layers tbody td:nth-child(5)').allTextContents()).map((text) => parseFloat(text));
    await page.locator('#layers th', { hasText: 'adds' }).click();
    const sorted = await adds();
    expect(sorted.length).toBeGreaterThan(0);
    expect(sorted).toEqual([...sorted].sort((a, b) => b - a));
    await page.locator('h1 a').click();
    expect(await page.title()).toBe('pages · performance · OpenBPU');
    expect(wrong).toEqual([]);
    await page.close();
  });

  it('opens the page that makertbin writes, which stands alone', async () => {
    const { page, wrong } = await openFile(browser, at('pages_perf.html'));
    expect(await page.locator('section h2').allTextContents()).toContain('Layer Details');
    expect(await page.locator('#details a').count()).toBe(0);
    expect(await page.locator('#timeline-view rect.span').count()).toBeGreaterThan(5);
    expect(wrong).toEqual([]);
    await page.close();
  });
});
