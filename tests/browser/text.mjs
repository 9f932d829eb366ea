// The text that a reader is shown, apart from what scripts add.

/** Elements that scripts may bring to light: controls, and what tells of them. */
const CONTROLS = 'form, dialog, button, output, search, menu, [role=status], [role=search]';

/**
 * Remembers which elements were served: those there when the page is read to its end, which is
 * before deferred scripts run.
 */
export function watchServed(page) {
  return page.addInitScript((controls) => {
    document.addEventListener('readystatechange', () => {
      if (document.readyState !== 'interactive') return;
      globalThis.served = new WeakSet();
      for (const it of document.querySelectorAll('*')) {
        const asleep = it.closest('[hidden]');
        if (!(asleep && it.closest(controls))) globalThis.served.add(it);
      }
    });
  }, CONTROLS);
}

/** The pieces of text that are rendered, in order; only of served elements, if these are known. */
export function textOf(page) {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const shown = [];
    while (walker.nextNode()) {
      const { parentElement, data } = walker.currentNode;
      if (parentElement.closest('script, style, template, noscript')) continue;
      if (globalThis.served && !globalThis.served.has(parentElement)) continue;
      const text = data.replace(/\s+/g, ' ').trim();
      if (text && parentElement.checkVisibility()) shown.push(text);
    }
    return shown;
  });
}
