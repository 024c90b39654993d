import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type Browser, type Page, chromium } from 'playwright-core';
import { Desk } from './desk';

const PATIENCE = 120_000;
const CHROMIUM = process.env.OPENBPU_CHROMIUM ?? '/usr/bin/chromium';
const there = existsSync(CHROMIUM);
if (!there) process.stdout.write(`skipped: the page of hmct-debugger: there is no browser at ${CHROMIUM}\n`);

(there ? describe : describe.skip)('the page of runall in a browser', () => {
  let desk: Desk;
  let browser: Browser;
  let page: Page;
  const wrong: string[] = [];
  beforeAll(async () => {
    desk = await Desk.open();
    await desk.run('runall calibrated_model.onnx calibration_data');
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.on('console', (message) => wrong.push(message.text()));
    page.on('pageerror', (error) => wrong.push(String(error)));
    page.on('request', (request) => void (request.url().startsWith('file:') || wrong.push(request.url())));
    await page.goto(pathToFileURL(desk.at('debug_result/runall.html')).href);
  }, PATIENCE);
  afterAll(async () => {
    await browser?.close();
    desk.close();
  });

  it('shows everything, and nothing goes wrong', async () => {
    const titles = await page.locator('section h2').allTextContents();
    expect(titles).toEqual([
      'Sensitivity: weight',
      'Sensitivity: activation',
      'Accumulated error',
      'Distributions',
      'Channels',
    ]);
    expect(await page.locator('path.largest:visible').count()).toBeGreaterThan(10);
    expect(wrong).toEqual([]);
  });

  it('says what is below the pointer', async () => {
    const figure = page.locator('#errors figure');
    await figure.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    const box = (await figure.locator('svg.inside').boundingBox())!;
    await page.mouse.move(box.x + 2, box.y + box.height / 2);
    expect(await figure.locator('output').textContent()).toMatch(/^HZ_PREPROCESS_FOR_input\.1: weight 1, activation /);
    await page.mouse.move(box.x + box.width - 2, box.y + box.height / 2);
    expect(await figure.locator('output').textContent()).toMatch(/^Gemm_19_reshape_output: weight 0\.99/);
    await page.mouse.move(box.x + box.width / 2, box.y - 50);
    expect(await figure.locator('output').textContent()).toBe('');
  });

  it('zooms along the axis by buttons, keys and the wheel, and goes back', async () => {
    const figure = page.locator('#errors figure');
    const width = async () => Number((await figure.locator('svg.inside').getAttribute('viewBox'))?.split(' ')[2]);
    const names = async () => figure.locator('.xtick:visible').count();
    const [whole, all] = [await width(), await names()];
    await figure.locator('button[value=in]').click();
    expect(await width()).toBeCloseTo(whole / 2, 3);
    expect(await names()).toBeLessThan(all);
    const svg = figure.locator('[data-view] > svg');
    await svg.focus();
    await page.keyboard.press('+');
    expect(await width()).toBeCloseTo(whole / 4, 3);
    await page.keyboard.press('0');
    expect(await width()).toBeCloseTo(whole, 3);
    await svg.hover();
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -100);
    await page.keyboard.up('Control');
    await page.waitForTimeout(100);
    expect(await width()).toBeCloseTo(whole * 0.8, 3);
    await figure.locator('button[value=all]').click();
    expect([await width(), await names()]).toEqual([whole, all]);
  });

  it('leaves a curve out at a click on its key', async () => {
    const figure = page.locator('#errors figure');
    await figure.locator('g.key').first().click();
    expect(await figure.locator('g.series:visible').count()).toBe(1);
    await figure.locator('g.key').first().click();
    expect(await figure.locator('g.series:visible').count()).toBe(2);
  });

  it('counts linearly where it is asked to', async () => {
    const figure = page.locator('#distributions figure').first();
    const shown = () => figure.locator('[data-view]:visible').getAttribute('data-view');
    expect(await shown()).toBe('logarithmic');
    await figure.locator('button[value="view linear"]').click();
    expect(await shown()).toBe('linear');
    expect(await figure.locator('button[value="view linear"]').getAttribute('aria-pressed')).toBe('true');
  });

  it('sorts a ranking by a click on a heading', async () => {
    const table = page.locator('#sensitivity-activation .ranked');
    const values = async () => (await table.locator('tbody td:nth-child(3)').allTextContents()).map(Number);
    const ranked = await values();
    expect(ranked).toEqual(ranked.toSorted((a, b) => a - b));
    await table.locator('th button').nth(2).click();
    await table.locator('th button').nth(2).click();
    expect(await values()).toEqual(ranked.toSorted((a, b) => b - a));
    expect(wrong).toEqual([]);
  });
});
