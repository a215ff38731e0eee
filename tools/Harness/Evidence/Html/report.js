'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const scenarios = [...document.querySelectorAll('details.scenario')];
  const words = document.getElementById('words');
  const shown = document.getElementById('shown');

  // Every text goes in as text, never as markup.
  const element = (name, text, className) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  const copyBox = (label, text) => {
    const box = element('div', '', 'copy');
    const button = element('button', `copy ${label}`);
    button.type = 'button';
    const shownText = element('pre', text);
    button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(text);
        button.textContent = 'copied';
      } catch {
        // Pages opened from a file may not write to the clipboard: select it for the reader's own copy key.
        getSelection().selectAllChildren(shownText);
        button.textContent = 'selected, press the copy key';
      }
    });
    box.append(button, shownText);
    return box;
  };

  const message = finding => {
    const pre = element('pre');
    const last = finding.message.map(([, marked]) => marked).lastIndexOf(true);
    finding.message.forEach(([text, marked], index) => {
      pre.append(marked ? element('mark', text) : text, '\n');
      if (index === last)
        pre.append(element('span', `      expected  ${finding.expected}`, 'expected'), '\n',
          element('span', `      actual    ${finding.actual}`, 'actual'), '\n');
    });
    return pre;
  };

  const findingBox = finding => {
    const box = element('section', '', 'finding');
    box.append(element('h3', finding.title));
    if (finding.sentence) box.append(element('p', finding.sentence));
    if (finding.source) box.append(element('p', `Source: ${finding.source}`, 'run'));
    if (finding.baseline) box.append(element('p', `Baseline: ${finding.baseline}`));
    if (finding.line) box.append(element('pre', finding.line));
    if (finding.message.length) box.append(message(finding));
    else box.append(element('p', `expected ${finding.expected}`, 'expected'), element('p', `actual ${finding.actual}`, 'actual'));
    if (finding.curl) box.append(copyBox('reproduction', finding.curl));
    return box;
  };

  const fill = details => {
    if (details.dataset.filled) return;
    details.dataset.filled = 'yes';
    const scenario = data[Number(details.dataset.index)];
    const box = element('div', '', 'detail');
    if (scenario.reason) box.append(element('p', scenario.reason));
    box.append(element('p', `${scenario.source} (${scenario.file})`, 'run'), copyBox('replay', scenario.replay));
    for (const run of scenario.cases) {
      if (run.row) box.append(element('h3', `${run.row}: ${run.verdict}`));
      for (const finding of run.findings) box.append(findingBox(finding));
      const exchange = element('details');
      exchange.append(element('summary', 'whole exchange'), element('pre', run.exchange.join('\n')));
      exchange.open = run.findings.length === 0;
      box.append(exchange);
    }
    details.append(box);
  };

  const filter = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const details of scenarios) {
      const text = details.firstElementChild.textContent.toLowerCase();
      details.hidden = !wanted.every(word => text.includes(word));
      if (!details.hidden) count++;
    }
    for (const group of document.querySelectorAll('.topic, .face')) {
      group.hidden = !group.querySelector('details.scenario:not([hidden])');
      if (wanted.length && group.matches('.topic')) group.open = !group.hidden;
    }
    shown.textContent = wanted.length ? `${count} of ${scenarios.length}` : '';
  };

  for (const details of scenarios) details.addEventListener('toggle', () => { if (details.open) fill(details); });
  words.addEventListener('input', filter);
  document.getElementById('filter').addEventListener('submit', event => event.preventDefault());
  document.getElementById('failures').addEventListener('click', () => {
    words.value = words.value === 'failed' ? '' : 'failed';
    filter();
    words.focus();
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
    details.closest('.topic').open = true;
    details.open = true;
    details.scrollIntoView();
  };
  addEventListener('hashchange', goTo);
  goTo();
})();
