// How pages are cited, read back by citation.js: what each event and the timeline give as BibTeX and
// CSL-JSON, and its own APA beside ours. The buttons copy in a real browser.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, test } from 'node:test';
import { createRequire } from 'node:module';
import { JSDOM } from 'jsdom';
import { axe, NARROW, NARROWEST, open, sideways, WIDE } from './browser.mjs';
import { onDemo } from './demo.mjs';
import { DEMO } from './site.mjs';

const require = createRequire(import.meta.url);
const { Cite } = require('@citation-js/core');
require('@citation-js/plugin-bibtex');
require('@citation-js/plugin-csl');

const ITEMS = JSON.parse(fs.readFileSync(path.join(DEMO, 'citations.json'), 'utf8'));
const HOME = ITEMS[0].URL;
const pageOf = (item) => `${item.URL.slice(HOME.length)}index.html`;

test('citation.js reads every form on every page alike', () => {
  const { events } = JSON.parse(fs.readFileSync(path.join(DEMO, 'events.json'), 'utf8'));
  assert.equal(ITEMS.length, events.length + 1);
  for (const item of ITEMS) {
    const { window } = new JSDOM(fs.readFileSync(path.join(DEMO, pageOf(item)), 'utf8'));
    const form = (name) => window.document.getElementById(`cite-${name}`).textContent;
    assert.deepEqual(JSON.parse(form('csl')), [item], 'the page has the item of citations.json');
    const [csl] = new Cite(form('csl')).data;
    const [bibtex] = new Cite(form('bibtex')).data;
    for (const field of ['id', 'title', 'URL']) {
      assert.equal(csl[field], item[field]);
      assert.equal(bibtex[field], item[field], field);
    }
    // What is said to be how it was published has no field of its own in CSL.
    assert.equal(bibtex.publisher, item['container-title']);
    assert.equal(csl['container-title'], item['container-title']);
    if (item['event-date']?.['date-parts']) assert.deepEqual(csl['event-date'], item['event-date']);
    const apa = new Cite([item]).format('bibliography', { template: 'apa' }).trim();
    assert.equal(form('apa'), apa);
    const site = item['container-title'] ? `${item['container-title']}. ` : '';
    const title = item['container-title'] ? `“${item.title}.”` : `${item.title}.`;
    assert.equal(form('chicago'), `${title} ${site}Accessed [date]. ${item.URL}.`);
    window.close();
  }
});

const here = onDemo();

describe('in a browser', () => {
  test('buttons copy what stands beside them, and say so', async () => {
    for (const base of [here.site.url, `${pathToFileURL(DEMO)}/`]) {
      for (const item of [ITEMS[0], ITEMS[1]]) {
        const page = await here.browser.newPage();
        try {
          await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
          await page.goto(base + pageOf(item));
          await page.focus('.cite summary');
          await page.keyboard.press('Enter');
          for (const name of ['chicago', 'apa', 'bibtex', 'csl']) {
            await page.keyboard.press('Tab');
            assert.equal(await page.evaluate(() => document.activeElement.dataset.copy), `cite-${name}`);
            await page.keyboard.press('Enter');
            await page.waitForFunction(
              (said) => document.querySelector('.cite [role=status]').textContent === said,
              await page.evaluate(() => document.activeElement.dataset.copied),
            );
            assert.equal(await page.locator('.cite .done').getAttribute('data-copy'), `cite-${name}`);
            const text = await page.textContent(`#cite-${name}`);
            assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text);
          }
        } finally {
          await page.close();
        }
      }
    }
  });

  test('where nothing may be copied the text is marked', async () => {
    const { found, wrong } = await open(here.browser, here.site.url + pageOf(ITEMS[1]), { viewport: WIDE }, async (page) => {
      await page.evaluate(() => {
        navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'));
      });
      await page.click('.cite summary');
      await page.click('[data-copy=cite-bibtex]');
      await page.waitForFunction(() => getSelection().toString().length > 0);
      return page.evaluate(() => getSelection().toString());
    });
    assert.deepEqual(wrong, []);
    assert.equal(found.trim().startsWith('@misc{'), true);
  });

  test('without scripts the text is there, and no button', async () => {
    const { wrong } = await open(here.browser, here.site.url + pageOf(ITEMS[1]), { viewport: WIDE, javaScriptEnabled: false }, async (page) => {
      await page.click('.cite summary');
      assert.equal(await page.locator('#cite-apa').isVisible(), true);
      assert.equal(await page.locator('.cite button').filter({ visible: true }).count(), 0);
    });
    assert.deepEqual(wrong, []);
  });

  for (const [viewport, colorScheme] of [[WIDE, 'light'], [NARROW, 'dark']]) {
    test(`it is accessible when it is open: ${viewport.width} ${colorScheme}`, async () => {
      for (const item of [ITEMS[0], ITEMS[1]]) {
        const { found, wrong } = await open(here.browser, here.site.url + pageOf(item), { viewport, colorScheme }, async (page) => {
          await page.click('.cite summary');
          return axe(page);
        });
        assert.deepEqual([...found, ...wrong], [], item.id);
      }
    });
  }

  test('nothing scrolls sideways at 320 pixels', async () => {
    const { found } = await open(here.browser, here.site.url + pageOf(ITEMS[1]), { viewport: NARROWEST }, async (page) => {
      await page.click('.cite summary');
      return sideways(page);
    });
    assert.equal(found, 0);
  });
});
