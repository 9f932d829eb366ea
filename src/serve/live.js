// Reloads the page when the site was made again, and shows what is wrong with it.
(() => {
  const { run, site, event } = document.currentScript.dataset;
  let seen = {};
  let closed = '';

  /** What is wrong, at the foot of the window; nothing when all is well. */
  function show(problems) {
    document.querySelector('.relata-live')?.remove();
    const all = JSON.stringify(problems);
    if (problems.length === 0 || all === closed) return;
    const errors = problems.filter((it) => it.error).length;
    const box = made('section');
    box.className = `relata-live${errors ? ' relata-live-error' : ''}`;
    box.setAttribute('aria-label', 'What is wrong with the site');
    box.setAttribute('aria-live', 'polite');
    const head = made('p');
    const count = (number, noun) => `${number} ${noun}${number === 1 ? '' : 's'}`;
    const counts = [[errors, 'error'], [problems.length - errors, 'warning']].filter(([number]) => number);
    head.append(counts.map(([number, noun]) => count(number, noun)).join(', '));
    const close = button('Hide', () => {
      closed = all;
      box.remove();
    });
    head.append(close);
    box.append(head, ...problems.map(({ text }) => made('pre', text)));
    document.body.append(box);
  }

  /** An element with text. */
  function made(name, text = '') {
    const it = document.createElement(name);
    it.append(text);
    return it;
  }

  /** A button that does something. */
  function button(text, act) {
    const it = made('button', text);
    it.type = 'button';
    it.addEventListener('click', act);
    return it;
  }

  /** Fills a dialog with what can be pasted to correct the event. */
  async function fill(dialog) {
    const answer = await fetch(`/_relata/correction?${new URLSearchParams({ event })}`, { cache: 'no-store' });
    if (!answer.ok) throw new Error(answer.statusText);
    const { title, file, added, already, parts } = await answer.json();
    const heading = made('h2', `Correct “${title}”`);
    heading.id = 'relata-correct-title';
    const close = button('Close', () => dialog.close());
    const told = made('p', '');
    told.setAttribute('role', 'status');
    dialog.replaceChildren(heading, close);
    dialog.setAttribute('aria-labelledby', heading.id);
    if (added) {
      dialog.append(made('p', `You added this event yourself, in ${added}: change it there.`));
      return;
    }
    dialog.append(
      made('p', `Copy what is wrong to the end of ${file} and write the right value; the page follows when you save it.`),
    );
    for (const [where, what] of already) dialog.append(made('p', `Corrected already in ${where}: ${what}`));
    for (const { what, yaml } of parts) {
      const text = made('pre', yaml);
      text.tabIndex = 0;
      const copy = button('Copy', async () => {
        try {
          await navigator.clipboard.writeText(yaml);
          told.textContent = `Copied: ${what}.`;
        } catch {
          getSelection().selectAllChildren(text);
          told.textContent = 'Selected: copy it with the keyboard.';
        }
      });
      copy.setAttribute('aria-label', `Copy: ${what}`);
      const head = made('h3', what);
      const row = made('div');
      row.append(head, copy);
      dialog.append(row, text);
    }
    dialog.append(told);
  }

  /** On the page of an event, a button that opens what corrects it. */
  function offer() {
    const dialog = made('dialog');
    dialog.className = 'relata-live-correct';
    const open = button('Correct this', async () => {
      try {
        await fill(dialog);
      } catch {
        dialog.replaceChildren(made('p', 'The server does not answer.'), button('Close', () => dialog.close()));
      }
      dialog.showModal();
    });
    open.className = 'relata-live-open';
    const box = made('aside');
    box.setAttribute('aria-label', 'Corrections');
    box.append(open, dialog);
    document.body.append(box);
  }
  if (event) offer();

  async function listen() {
    for (;;) {
      try {
        const answer = await fetch(`/_relata/news?${new URLSearchParams(seen)}`, { cache: 'no-store' });
        const state = await answer.json();
        if (`${state.run} ${state.site}` !== `${run} ${site}`) {
          location.reload();
          return;
        }
        seen = { run: state.run, news: state.news };
        show(state.problems);
      } catch {
        // The server is away: it may come back.
        await new Promise((done) => setTimeout(done, 1000));
      }
    }
  }
  listen();
})();
