// Chromium, and what a check asks a page in it.

import fs from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.2 AA, with all that it builds on, and what axe calls best practice. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export const WIDE = { width: 1280, height: 900 };
export const NARROW = { width: 390, height: 844 };
export const NARROWEST = { width: 320, height: 640 };

/** Debian's Chromium, or the one that CHROMIUM names. It resolves no name of any host. */
export function launch(...more) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--process-per-site',
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
      ...more,
    ],
  });
}

/** By browser and settings: a context, and the page that was left last, which keeps its process alive. */
const contexts = new WeakMap();

/** A fresh page in the context for these settings. To start a process for each page would take long. */
export async function fresh(browser, settings) {
  if (!contexts.has(browser)) contexts.set(browser, new Map());
  const known = contexts.get(browser);
  const key = JSON.stringify(settings);
  if (!known.has(key)) known.set(key, browser.newContext(settings).then((context) => ({ context, pages: [] })));
  const { context, pages } = await known.get(key);
  const page = await context.newPage();
  // Whoever has looked at it leaves it. It closes when the next one is left.
  page.leave = async () => {
    pages.push(page);
    if (pages.length > 1) await pages.shift().close();
  };
  return page;
}

/**
 * Opens an address, gives the page to `look`, and returns what it says.
 *
 * `wrong` gathers what no page may do: errors on the console, breaches of its policy, requests that
 * fail or that go to another host. `expected` is the status that the page itself must have.
 */
export async function open(browser, url, settings, look, expected = 200) {
  const page = await fresh(browser, settings);
  const wrong = [];
  const own = new URL(url);
  page.on('console', (it) => {
    const itself = expected !== 200 && it.location().url === url;
    if (['error', 'warning'].includes(it.type()) && !itself) wrong.push(`console: ${it.text()}`);
  });
  page.on('pageerror', (it) => wrong.push(`script: ${it.message}`));
  page.on('requestfailed', (it) => wrong.push(`failed: ${it.url()} ${it.failure()?.errorText}`));
  page.on('request', (it) => {
    const to = new URL(it.url());
    if (to.protocol !== 'data:' && to.origin + to.host !== own.origin + own.host) {
      wrong.push(`goes elsewhere: ${to}`);
    }
  });
  page.on('response', (it) => {
    const right = it.url() === url ? expected : 200;
    if (own.protocol !== 'file:' && it.status() !== right) wrong.push(`${it.status()}: ${it.url()}`);
  });
  await page.addInitScript(() => {
    globalThis.breaches = [];
    document.addEventListener('securitypolicyviolation', (it) => {
      globalThis.breaches.push(`${it.violatedDirective}: ${it.blockedURI} ${it.sample}`);
    });
  });
  try {
    await page.goto(url, { waitUntil: 'load' });
    const found = await look(page);
    if (settings?.javaScriptEnabled !== false) {
      for (const it of await page.evaluate(() => globalThis.breaches)) wrong.push(`policy: ${it}`);
    }
    return { found, wrong };
  } finally {
    await page.leave();
  }
}

/**
 * What axe finds wrong, a line for each element.
 *
 * axe comes in by the debugger's door, so that the page's policy stays in force.
 */
export async function axe(page) {
  await page.evaluate(AXE);
  const { violations, passes } = await page.evaluate(
    (values) => globalThis.axe.run(document, { runOnly: { type: 'tag', values } }),
    RULES,
  );
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map((it) => `${id}: ${it.target.join(' ')} ${it.failureSummary.split('\n').slice(1, 3).join(';')}`),
  );
  return passes.length > 10 ? found : [...found, `axe has looked at next to nothing: ${passes.length}`];
}

/** How many pixels of the page lie beyond its right edge. */
export const sideways = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
