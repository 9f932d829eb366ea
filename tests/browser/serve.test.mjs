// `relata serve` in a browser: the page follows what the author writes, tells what is wrong, and
// offers what corrects an event.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { axe, launch, NARROW, open, sideways, WIDE } from './browser.mjs';
import { RELATA } from './site.mjs';

const OVERRIDES = 'content/overrides.yaml';

const here = {};
const write = (name, text) => {
  const file = path.join(here.room, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
};

before(async () => {
  here.room = fs.mkdtempSync(path.join(os.tmpdir(), 'relata-serve-'));
  write('content/site.yaml', 'title: Norway and Sweden\nrelationship: { sides: [Norway, Sweden] }\n');
  write('content/actors.yaml', '- { name: Ada Berg, side: Norway }\n- { name: Bo Lind, side: Sweden }\n');
  write(
    'content/documents/talks.md',
    'OSLO, May 14, 2024 -- Ada Berg met Bo Lind in Oslo on May 13, 2024.\n\nOn May 15, Ada Berg met Bo Lind in Bergen.\n',
  );
  here.server = spawn(RELATA, ['serve', '--port', '0'], { cwd: here.room, stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = await Promise.race([
    createInterface({ input: here.server.stdout })[Symbol.asyncIterator]().next().then((it) => [it.value]),
    new Promise((_, fail) => here.server.once('error', fail)),
  ]);
  here.address = /http:\S+/.exec(line)[0];
  here.browser = await launch();
  const events = await (await fetch(`${here.address}events.json`)).json();
  here.event = events.events.find((it) => it.date === '2024-05-13');
  here.page = `${here.address}events/${here.event.id}/`;
});

after(async () => {
  await here.browser?.close();
  here.server?.kill('SIGINT');
  if (here.room) fs.rmSync(here.room, { recursive: true });
});

/** Opens a page, which does nothing that no page may do but to be reloaded: that stops what it still loads. */
async function visit(url, look, viewport = WIDE) {
  const { found, wrong } = await open(here.browser, url, { viewport }, look);
  assert.deepEqual(wrong.filter((it) => !/(\/_relata\/news.*|icon\.svg) net::ERR_ABORTED$/.test(it)), []);
  return found;
}

const overlay = (page) => page.locator('.relata-live');

test('a page is made again where it was, and tells what is wrong', async () => {
  await visit(`${here.address}index.html`, async (page) => {
    await page.evaluate(() => scrollTo(0, 120));
    const before = await page.evaluate(() => scrollY);
    write(OVERRIDES, '- event: nobody\n  hide: true\n');
    await overlay(page).waitFor();
    const told = await overlay(page).textContent();
    assert.match(told, /^1 error/);
    assert.match(told, /no event has the id `nobody`/);
    assert.match(told, /content\/overrides\.yaml:1:10/);
    assert.deepEqual(await axe(page), []);
    assert.match(await page.locator('h1').textContent(), /Norway and Sweden/, 'the site before stays');
    await overlay(page).getByRole('button', { name: 'Hide' }).click();
    await overlay(page).waitFor({ state: 'detached' });
    write('content/site.yaml', 'title: Sweden and Norway\nrelationship: { sides: [Norway, Sweden] }\n');
    write(OVERRIDES, '');
    await page.locator('h1', { hasText: 'Sweden and Norway' }).waitFor();
    await page.waitForFunction((before) => Math.abs(scrollY - before) < 2, before);
    assert.equal(await overlay(page).count(), 0);
  });
});

test('the page of an event offers what corrects it', async () => {
  await visit(here.page, async (page) => {
    const button = page.getByRole('button', { name: 'Correct this' });
    assert.deepEqual(await axe(page), []);
    await button.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: `Correct “${here.event.title}”` });
    await dialog.waitFor();
    assert.deepEqual(await axe(page), []);
    const heads = await dialog.locator('h3').allTextContents();
    for (const it of ['Its date', 'Its type', 'Who takes part', 'It is the same as another one']) {
      assert.ok(heads.includes(it), `${it} is not among ${heads}`);
    }
    const yaml = await dialog.locator('pre').first().textContent();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: here.address });
    await dialog.getByRole('button', { name: 'Copy: Its date' }).click();
    await dialog.getByRole('status').filter({ hasText: 'Copied: Its date.' }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), yaml);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    assert.ok(await button.evaluate((it) => it === document.activeElement), 'focus comes back');
    write(OVERRIDES, yaml.replace('2024-05-13', '2024-05-12'));
    await page.locator('main', { hasText: '12 May 2024' }).waitFor();
  });
  write(OVERRIDES, '');
});

test('the offer fits a phone', async () => {
  // The correction of the test before is taken back.
  while (!(await (await fetch(here.page)).text()).includes('data-event')) await sleep(50);
  await visit(
    here.page,
    async (page) => {
      await page.getByRole('button', { name: 'Correct this' }).click();
      await page.getByRole('dialog').locator('pre').first().waitFor();
      assert.equal(await sideways(page), 0);
    },
    NARROW,
  );
});
