// What the page knows of scenarios, unpacked by handfuls when one of them is wanted.
const chunkSize = 16;
const chunks = new Map();
let packed = null;

const unpack = async text => {
  const bytes = Uint8Array.from(atob(text), c => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return JSON.parse(await new Response(stream).text());
};

const detailOf = async index => {
  packed ??= JSON.parse(document.getElementById('data').textContent);
  const chunk = Math.floor(index / chunkSize);
  if (!chunks.has(chunk)) chunks.set(chunk, unpack(packed[chunk]));
  return (await chunks.get(chunk))[index % chunkSize];
};

const compare = ({ expected, actual }) => {
  const list = element('dl', 'compare');
  if (expected) list.append(element('dt', '', 'expected'), element('dd', 'expected', expected));
  if (actual) list.append(element('dt', '', 'actual'), element('dd', 'actual', actual));
  return list;
};

const groupBox = group => {
  const box = element('section', `finding ${group.findings[0].verdict.replace(' ', '-')}`);
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
  if (group.message.length) box.append(difference(group));
  if (group.curl) box.append(copyBox('curl', group.curl));
  return box;
};

const lineTable = run => {
  const judged = run.lines.filter(line => line.requirement || line.verdict !== 'passed');
  if (!judged.length) return '';
  const body = element('tbody', '');
  for (const line of judged) {
    const row = document.getElementById(line.requirement);
    const name = element('td', '', line.requirement ? element('span', '', `${line.level} `, row ? link(line.requirement, line.requirement) : line.requirement) : 'set-up');
    if (line.reading) name.append(element('small', '', ` reading ${line.reading}`));
    const text = element('td', '', element('code', '', line.text));
    const sentence = row?.querySelector('.sentence')?.textContent;
    if (sentence) text.append(element('span', 'said', sentence));
    body.append(element('tr', line.verdict.replace(' ', '-'), element('td', 'number', String(line.line)), text, name, element('td', 'state', line.verdict)));
  }
  const head = element('tr', '', ...['line', 'what the scenario says', 'requirement', 'outcome'].map(text => {
    const cell = element('th', '', text);
    cell.scope = 'col';
    return cell;
  }));
  return element('details', 'fold judgements', element('summary', '', plural(judged.length, 'line judged', 'lines judged')),
    element('table', 'lines', element('thead', '', head), body));
};

const caseBody = (box, run) => {
  for (const group of run.groups) box.append(groupBox(group));
  if (run.reason && !run.groups.length) box.append(element('p', '', run.reason));
  if (!run.entries.length) return;
  const exchange = exchangeBox(run);
  const show = index => {
    const entry = exchange.querySelector(`[data-entry="${index}"]`);
    if (!entry) return;
    const fold = entry.closest('details');
    if (fold) fold.open = true;
    entry.tabIndex = -1;
    entry.focus({ preventScroll: true });
    entry.scrollIntoView({ block: 'center' });
  };
  box.append(element('h4', '', 'Timeline'), timelineBox(run, show), lineTable(run), element('h4', '', 'Exchange'), exchange,
    copyFold('shell script', run.script), copyFold('.http', run.http));
};

const caseBox = (run, open) => {
  const name = `${run.row || 'the one row'}${run.repetition > 1 ? `, repetition ${run.repetition}` : ''}`;
  const box = element('details', `case ${run.verdict.replace(' ', '-')}`, element('summary', '', element('b', '', run.verdict), ` ${name}`));
  const fill = () => { if (box.open && box.children.length === 1) caseBody(box, run); };
  box.addEventListener('toggle', fill);
  box.open = open;
  fill();
  return box;
};

const scenarioBody = detail => {
  const box = element('div', 'detail');
  box.append(copyBox('replay', detail.replay));
  if (detail.reason && !detail.cases.length) box.append(element('p', '', detail.reason));
  if (detail.cases.length === 1 && !detail.cases[0].row) caseBody(box, detail.cases[0]);
  else {
    const red = detail.cases.findIndex(run => run.groups.length);
    detail.cases.forEach((run, index) => box.append(caseBox(run, index === Math.max(0, red))));
  }
  box.append(element('p', 'source', `Source: ${detail.source}. File: fixtures/scenarios/${detail.file}`));
  return box;
};
