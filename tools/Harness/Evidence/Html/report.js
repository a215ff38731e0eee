'use strict';
(() => {
  const scenarios = [...document.querySelectorAll('details.scenario')];
  const groups = [...document.querySelectorAll('.topic, .face')];
  const words = document.getElementById('words');
  const shown = document.getElementById('shown');
  const switches = [...document.querySelectorAll('.switch')];
  // More lines than this are shown as one text, without a look at each.
  const linesMax = 4000;

  // Computed at first use: opening the page reads neither the details nor the words of any scenario.
  const once = make => { let made; return () => made ??= make(); };
  const data = once(() => JSON.parse(document.getElementById('data').textContent));
  const searched = once(() => scenarios.map(details => details.firstElementChild.textContent.toLowerCase()));

  // Every text goes in as text, never as markup.
  const element = (name, className, ...content) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  };

  const copied = async (text, place) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Pages opened from a file may be refused the clipboard; a selection can be copied all the same.
      getSelection().selectAllChildren(place);
      return document.execCommand('copy');
    }
  };

  const copyBox = (label, text) => {
    const button = element('button', '', `Copy ${label}`);
    button.type = 'button';
    const place = element('code', '', text);
    button.addEventListener('click', async () => {
      button.textContent = await copied(text, place) ? 'Copied' : 'Selected: press Ctrl+C';
      setTimeout(() => { button.textContent = `Copy ${label}`; }, 2000);
    });
    return element('div', 'copy', button, place);
  };

  const kind = text => /(>>>|<<<)/.test(text.slice(0, 60)) && !/^\s*[|#]/.test(text) ? 'l start' : /^(then|\s*#)/.test(text) ? 'l quiet' : 'l';

  const message = lines => element('pre', '', ...lines.flatMap(([text, marked]) =>
    [element(marked ? 'mark' : 'span', kind(text), text || ' ', '\n')]));

  const compare = ({ expected, actual }) => {
    const list = element('dl', 'compare');
    if (expected) list.append(element('dt', '', 'expected'), element('dd', 'expected', expected));
    if (actual) list.append(element('dt', '', 'actual'), element('dd', 'actual', actual));
    return list;
  };

  const groupBox = (group, verdict) => {
    const box = element('section', `finding ${verdict}`);
    const said = new Set();
    for (const finding of group.findings) {
      box.append(element('h4', '', finding.title));
      if (finding.sentence && !said.has(finding.sentence)) box.append(element('p', 'sentence', finding.sentence));
      if (finding.source && !said.has(finding.sentence)) box.append(element('p', 'source', `Source: ${finding.source}`));
      said.add(finding.sentence);
      box.append(compare(finding));
      if (finding.notes) box.append(element('p', '', `Note: ${finding.notes}`));
      if (finding.baseline) box.append(element('p', '', `Baseline: ${finding.baseline}`));
    }
    if (group.message.length)
      box.append(message([...(group.request ? [[`>>> ${group.request}`, false]] : []), ...group.message]));
    if (group.curl) box.append(copyBox('curl', group.curl));
    return box;
  };

  const whole = (lines, open) => {
    const box = element('details', 'whole', element('summary', '', `whole exchange, ${lines.length} lines`));
    const show = () => {
      if (box.open && box.children.length === 1)
        box.append(lines.length > linesMax ? element('pre', '', lines.join('\n')) : message(lines.map(line => [line, false])));
    };
    box.addEventListener('toggle', show);
    box.open = open;
    show();
    return box;
  };

  const verdictOf = details => details.classList[1];

  const fill = details => {
    if (details.dataset.filled) return;
    details.dataset.filled = 'yes';
    const scenario = data()[Number(details.dataset.index)];
    const box = element('div', 'detail');
    const findings = scenario.cases.flatMap(run => run.groups).length;
    if (scenario.reason && !findings) box.append(element('p', '', scenario.reason));
    for (const run of scenario.cases) {
      if (run.row) box.append(element('h3', '', `${run.row}: ${run.verdict}`));
      for (const group of run.groups) box.append(groupBox(group, verdictOf(details)));
      if (run.exchange.length) box.append(whole(run.exchange, !findings && scenario.cases.length === 1));
    }
    box.append(copyBox('replay', scenario.replay), element('p', 'source', `${scenario.source} (fixtures/scenarios/${scenario.file})`));
    details.append(box);
  };

  const filter = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const pressed = switches.filter(s => s.ariaPressed === 'true').map(s => s.dataset.verdict);
    let count = 0;
    scenarios.forEach((details, index) => {
      details.hidden = (pressed.length > 0 && !pressed.includes(verdictOf(details)))
        || !wanted.every(word => searched()[index].includes(word));
      if (!details.hidden) count++;
    });
    const narrowed = wanted.length > 0 || pressed.length > 0;
    for (const group of groups) {
      group.hidden = !group.querySelector('details.scenario:not([hidden])');
      if (narrowed && group.matches('.topic')) group.open = !group.hidden;
    }
    shown.textContent = narrowed ? `${count} of ${scenarios.length} shown` : '';
  };

  for (const details of scenarios) details.addEventListener('toggle', () => { if (details.open) fill(details); });
  words.addEventListener('input', filter);
  document.getElementById('filter').addEventListener('submit', event => event.preventDefault());
  for (const one of switches)
    one.addEventListener('click', () => {
      one.ariaPressed = one.ariaPressed === 'true' ? 'false' : 'true';
      filter();
    });
  addEventListener('beforeprint', () => {
    for (const details of scenarios)
      if (details.matches('.failed, .harness-fault')) {
        fill(details);
        details.open = true;
        details.closest('.topic').open = true;
      }
  });
  const goTo = () => {
    const details = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!details || !details.matches('.scenario')) return;
    if (details.hidden) {
      words.value = '';
      for (const one of switches) one.ariaPressed = 'false';
      filter();
    }
    details.closest('.topic').open = true;
    details.open = true;
    details.scrollIntoView();
  };
  addEventListener('hashchange', goTo);
  goTo();
})();
