// More lines than this are shown as one text, without a look at each.
const linesMax = 4000;
const parts = { s: 'l start', h: 'l header', c: 'l quiet', b: 'l' };

const messageLines = entry => (entry.lines ?? []).map(line =>
  element('span', parts[line[0]], line.slice(1) || ' ', '\n'));

// The marked lines are those that a finding is about; the request stands above the answer it led to.
const difference = group => {
  const box = element('pre', 'difference');
  if (group.request) box.append(element('span', 'l start asked', `>>> ${group.request}`, '\n'));
  for (const [text, marked] of group.message)
    box.append(element(marked ? 'mark' : 'span', /(>>>|<<<)/.test(text.slice(0, 60)) ? 'l start' : 'l', text || ' ', '\n'));
  return box;
};

// A line that stands for several requirements is judged once for each; here it stands once.
const joined = judged => {
  const lines = new Map();
  for (const line of judged) {
    const key = `${line.line} ${line.verdict} ${line.text}`;
    if (!lines.has(key)) lines.set(key, { line, ids: [] });
    if (line.requirement) lines.get(key).ids.push(line.requirement);
  }
  return lines.values();
};

const entryBox = (entry, index, judged) => {
  if (entry.kind === 'time') return element('p', 'passed-time', `then +${entry.text}`);
  if (entry.kind === 'note') return element('p', 'noted', entry.text);
  if (!entry.lines) return element('p', 'noted', `${entry.actor} got no answer that was kept`);
  const box = element('pre', `entry ${entry.kind}`, ...messageLines(entry));
  box.dataset.entry = index;
  for (const { line, ids } of joined(judged))
    box.append(element('span', `l judged ${line.verdict.replace(' ', '-')}`,
      `${line.verdict === 'passed' ? '✓' : '✗'} ${ids.join(', ') || 'set-up'}: ${line.text}`, '\n'));
  return box;
};

// Runs of set-up entries are folded: they are needed to play again, seldom to understand.
const exchangeBox = run => {
  const box = element('div', 'exchange');
  if (run.entries.reduce((sum, entry) => sum + (entry.lines?.length ?? 1), 0) > linesMax) {
    box.append(element('pre', '', run.entries.flatMap(e => e.lines?.map(l => l.slice(1)) ?? [`# ${e.text}`]).join('\n')));
    return box;
  }
  const judged = Map.groupBy(run.lines.filter(line => line.verdict !== 'passed' || line.requirement), line => line.exchange);
  let fold = null;
  run.entries.forEach((entry, index) => {
    const made = entryBox(entry, index, judged.get(index) ?? []);
    if (!entry.setup) {
      fold = null;
      box.append(made);
      return;
    }
    if (!fold) {
      fold = element('details', 'fold', element('summary', '', ''));
      box.append(fold);
    }
    fold.append(made);
    fold.firstChild.textContent = `set-up, ${plural(fold.children.length - 1, 'message', 'messages')}`;
  });
  return box;
};
