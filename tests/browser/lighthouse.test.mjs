// Lighthouse, as a phone on a slow network sees the demo: full marks for all but performance, which hangs on
// what else the machine does. There a mark below 100 is told with what costs it, and one below LEAST fails.

import assert from 'node:assert/strict';
import net from 'node:net';
import { after, before, test } from 'node:test';
import lighthouse, { defaultConfig } from 'lighthouse';
import { launch } from './browser.mjs';
import { DEMO, pagesByKind, serve } from './site.mjs';

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
/** Performance is measured on a machine that may have other work: the best of these counts. */
const RUNS = 3;
/**
 * Lighthouse takes the machine for a fast one, four times as fast as a middling phone. On others the
 * factor is to be calibrated by the measured benchmark index, of which 1500 stands for 4 and a
 * phone has 375 (Lighthouse, docs/throttling.md, "Calibrating the CPU slowdown").
 */
const PHONE = 375;
/** What work of others on a machine of two cores may take from the mark for performance. */
const LEAST = 95;
const MOST = 4;

async function freePort() {
  const server = net.createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

let browser, port, site;
before(async () => {
  port = await freePort();
  browser = await launch(`--remote-debugging-port=${port}`);
  site = await serve(DEMO);
});
after(async () => {
  await browser?.close();
  await site?.close();
});

/** The marks of a page, what costs it any, and how fast this machine was meanwhile. */
async function marks(page, cpuSlowdownMultiplier) {
  const { lhr } = await lighthouse(site.url + page, {
    port,
    hostname: '127.0.0.1',
    logLevel: 'error',
    output: 'json',
    onlyCategories: CATEGORIES,
    throttling: { ...defaultConfig.settings.throttling, cpuSlowdownMultiplier },
  });
  assert.equal(lhr.runtimeError, undefined);
  const costs = Object.values(lhr.categories).flatMap((it) => it.auditRefs)
    .filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1)
    .map(({ id }) => `${id}: ${lhr.audits[id].displayValue ?? lhr.audits[id].title}`);
  const scores = CATEGORIES.map((it) => Math.round(100 * lhr.categories[it].score));
  return { scores, costs, index: lhr.environment.benchmarkIndex };
}

const longest = (folder) =>
  pagesByKind(DEMO).find((it) => it.kind === `one of ${folder}, the longest`).page;

for (const page of ['index.html', longest('events'), longest('documents')]) {
  test(`full marks: ${page}`, async (t) => {
    const runs = [];
    let factor = MOST;
    while (runs.length < RUNS && runs.at(-1)?.scores[0] !== 100) {
      const found = await marks(page, factor);
      runs.push(found);
      // All marks but the first are the same in each run.
      assert.deepEqual(found.scores.slice(1), [100, 100, 100], found.costs.join('\n'));
      factor = Math.min(MOST, Math.max(1, found.index / PHONE));
    }
    const best = runs.toSorted((one, other) => other.scores[0] - one.scores[0])[0];
    if (best.scores[0] < 100 && runs.every((it) => it.index < PHONE)) {
      t.diagnostic(`performance could not be measured: this machine is busy, and slower than a phone (${best.scores[0]})`);
      return;
    }
    if (best.scores[0] < 100) t.diagnostic(`performance ${best.scores[0]}: ${best.costs.join(', ')}`);
    assert.ok(best.scores[0] >= LEAST, `performance ${best.scores[0]}: ${best.costs.join(', ')}`);
  });
}
