// A walk through a page with the Tab key.

const STOPS = 'a[href], area[href], button, input, select, textarea, summary, iframe, [tabindex]';

/**
 * Presses Tab until the page ends, and tells what is wrong: stops that cannot be seen, that lie
 * hidden behind something, that come out of order or are never reached.
 */
export async function walk(page) {
  const expected = await page.evaluate((stops) => {
    const looks = (it) => {
      const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(it);
      return { outlineStyle, outlineWidth, outlineColor, boxShadow };
    };
    // Of radio buttons with one name, Tab stops at one; what is disabled or not shown is no stop.
    const groups = new Set();
    globalThis.unseen = [...document.querySelectorAll(stops)].filter((it) => {
      if (it.tabIndex < 0 || it.disabled || !it.checkVisibility({ visibilityProperty: true })) return false;
      if (it.type !== 'radio') return true;
      const group = `${it.form?.id}/${it.name}`;
      return !groups.has(group) && groups.add(group);
    });
    globalThis.restingLooks = new Map(globalThis.unseen.map((it) => [it, looks(it)]));
    globalThis.lastStop = undefined;
    globalThis.atStop = async () => {
      const it = document.activeElement;
      if (!it || it === document.body || it === document.documentElement) return { ended: true };
      const name = `${it.localName} ${it.getAttribute('href') ?? it.id ?? ''} "${it.textContent.trim().slice(0, 40)}"`;
      const wrong = [];
      const now = looks(it);
      const before = globalThis.restingLooks.get(it) ?? {};
      const outlined =
        now.outlineStyle !== 'none' &&
        parseFloat(now.outlineWidth) >= 2 &&
        (now.outlineStyle !== before.outlineStyle || now.outlineWidth !== before.outlineWidth);
      const shadowed = now.boxShadow !== 'none' && now.boxShadow !== before.boxShadow;
      if (!outlined && !shadowed) wrong.push(`focus does not show: ${name}`);
      const last = globalThis.lastStop;
      if (last && !(last.compareDocumentPosition(it) & Node.DOCUMENT_POSITION_FOLLOWING)) {
        wrong.push(`out of order: ${name}`);
      }
      // Some point of it must be in the window, with nothing else before it.
      const seen = () =>
        [...it.getClientRects()].some((box) =>
          [0.1, 0.3, 0.5, 0.7, 0.9].some((across) =>
            [0.2, 0.5, 0.8].some((down) =>
              it.contains(document.elementFromPoint(box.left + across * box.width, box.top + down * box.height)),
            ),
          ),
        );
      // The window follows the focus some frames later, and a busy machine draws none for a while; what is
      // really hidden stays so.
      const late = performance.now() + 3000;
      while (!seen() && performance.now() < late) await new Promise((done) => setTimeout(done, 16));
      if (!seen()) wrong.push(`hidden when focused: ${name}`);
      globalThis.lastStop = it;
      globalThis.unseen = globalThis.unseen.filter((each) => each !== it);
      return { wrong };
    };
    return globalThis.unseen.length;
  }, STOPS);
  const wrong = expected === 0 ? ['nothing can be focused'] : [];
  for (let presses = 0; presses <= expected + 5; presses += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => globalThis.atStop());
    if (at.ended) break;
    wrong.push(...at.wrong);
  }
  const unseen = await page.evaluate(() => globalThis.unseen.map((it) => `never reached: ${it.outerHTML.slice(0, 100)}`));
  return [...wrong, ...unseen];
}
