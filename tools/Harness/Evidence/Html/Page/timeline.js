// A case drawn over time. Within a moment things stand in their order; between moments the time that passed is a
// shaded gap, wider for longer ones, so an hour and a second both fit on a page.
const laneHeight = 40, leaseHeight = 30, axisHeight = 30, gapMax = 150, roomMax = 160, charWidth = 6.3;

const turnText = turn => `${turn.label}${turn.status ? ` ${turn.status}` : ''}`;

const layOut = run => {
  const width = new Map(run.turns.filter(t => !t.setup).map(t => [t.start, Math.max(30, turnText(t).length * charWidth + 16)]));
  const x = [], moments = [], gaps = [];
  let at = run.entries[0]?.at ?? 0, edge = 16;
  moments.push({ at, from: edge, to: edge });
  run.entries.forEach((entry, index) => {
    if (entry.at > at) {
      const gap = Math.min(gapMax, 46 + 14 * Math.log10(1 + (entry.at - at)));
      moments.at(-1).to = edge;
      gaps.push({ from: edge, to: edge + gap, passed: entry.at - at });
      edge += gap;
      at = entry.at;
      moments.push({ at, from: edge, to: edge });
    }
    x[index] = edge + (entry.kind === 'time' ? 0 : entry.setup ? 3 : 12);
    edge += entry.kind === 'time' ? 0 : entry.setup ? 6
      : entry.kind === 'note' ? Math.min(200, entry.text.length * charWidth + 20) : width.get(index) ?? 14;
  });
  edge += 16;
  moments.at(-1).to = edge;
  return { x, moments, gaps, edge };
};

// Where there is room, time gets it: every gap grows alike, and what stands behind it moves on.
const spread = (plan, room) => {
  if (!plan.gaps.length || plan.edge >= room) return plan;
  const more = Math.min(roomMax, (room - plan.edge) / plan.gaps.length);
  const move = x => x + more * plan.gaps.filter(gap => gap.to <= x).length;
  return {
    x: plan.x.map(move), edge: move(plan.edge),
    moments: plan.moments.map(m => ({ ...m, from: move(m.from), to: m.to + move(m.from) - m.from })),
    gaps: plan.gaps.map(g => ({ ...g, from: g.from + more * plan.gaps.filter(o => o.to <= g.from).length, to: move(g.to) })),
  };
};

// Where a time stands: inside a gap in proportion, at a moment where that begins, after the last at the edge.
const placeOf = (time, { moments, edge }) => {
  for (let i = 0; i < moments.length; i++) {
    if (time === moments[i].at) return moments[i].from;
    if (time < moments[i].at) {
      const before = moments[i - 1];
      return before ? before.to + (moments[i].from - before.to) * (time - before.at) / (moments[i].at - before.at) : moments[i].from;
    }
  }
  return edge;
};

const titled = (node, text) => { node.append(drawn('title', {}, text)); return node; };

const drawAxis = (svg, plan, height) => {
  for (const gap of plan.gaps) {
    svg.append(drawn('rect', { class: 'gap', x: gap.from, y: 0, width: gap.to - gap.from, height }));
    svg.append(drawn('text', { class: 'passed', x: (gap.from + gap.to) / 2, y: 13, 'text-anchor': 'middle' }, `+${seconds(gap.passed)}`));
  }
  for (const moment of plan.moments)
    svg.append(drawn('line', { class: 'moment', x1: moment.from, x2: moment.from, y1: 18, y2: height }),
      drawn('text', { class: 'clock', x: moment.from + 3, y: 27 }, seconds(moment.at)));
};

const turnTone = (turn, failed) => failed.has(turn.end ?? turn.start) || failed.has(turn.start) ? 'failed'
  : turn.status >= 500 ? 'error' : turn.status >= 400 ? 'refused' : 'plain';

const drawTurn = (svg, turn, run, plan, y, failed) => {
  const from = plan.x[turn.start], to = turn.end === undefined ? plan.edge : plan.x[turn.end];
  const mark = drawn('g', { class: `turn ${turnTone(turn, failed)}${turn.setup ? ' setup' : ''}`, 'data-entry': turn.end ?? turn.start });
  const name = turn.setup ? `set-up: ${turnText(turn)}` : turnText(turn);
  titled(mark, `${turn.actor}: ${name}`);
  if (turn.held && !turn.setup) {
    const time = turn.end === undefined ? '' : run.entries[turn.end].at - run.entries[turn.start].at;
    mark.append(drawn('rect', { class: 'held', x: from, y: y - 5, width: Math.max(2, to - from), height: 10, rx: 5 }));
    const text = `${turn.label} ${turn.end === undefined ? 'left open' : `held ${seconds(time)}${turn.status ? `, ${turn.status}` : ''}`}`;
    mark.append(drawn('text', { x: from, y: y - 9 }, text));
    if (turn.end !== undefined && !turn.status) mark.append(drawn('path', { class: 'cross', d: `M${to - 4} ${y - 4}l8 8m0-8l-8 8` }));
    else if (turn.end !== undefined) mark.append(drawn('circle', { cx: to, cy: y, r: 5 }));
  } else if (turn.start === turn.end) {
    mark.append(drawn('path', { class: 'arrival', d: `M${from - 6} ${y - 5}h12l-6 10z` }), drawn('text', { x: from - 6, y: y - 9 }, name));
  } else {
    mark.append(drawn('circle', { cx: from, cy: y, r: turn.setup ? 2 : 5 }));
    if (!turn.setup) mark.append(drawn('text', { x: from - 5, y: y - 9 }, name));
  }
  svg.append(mark);
};

const leaseSigns = {
  granted: 'M-4 0h8M0-4v8', renewed: 'M-4 0h8M0-4v8', quiet: 'M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0',
  fired: 'M0-6l6 6l-6 6l-6-6z', told: 'M-5-4h10l-5 8z', gone: 'M-4-4l8 8m0-8l-8 8', ended: 'M-4-4h8v8h-8z',
};
const leaseWords = {
  granted: 'granted', renewed: 'renewed', quiet: 'polled, no event, renewed', fired: 'polled, event fired, renewed',
  told: 'told by NOTIFY', gone: 'said to be gone', ended: 'unsubscribed',
};

const drawLease = (svg, lease, run, plan, y) => {
  for (const [from, until] of lease.spans) {
    const begin = lease.marks.find(m => run.entries[m.index].at === from);
    const cut = lease.marks.find(m => /gone|ended/.test(m.event) && run.entries[m.index].at === until);
    const left = begin ? plan.x[begin.index] : placeOf(from, plan);
    const right = cut ? plan.x[cut.index] : placeOf(until, plan);
    const outlives = until > plan.moments.at(-1).at && !cut;
    svg.append(titled(drawn('rect', { class: 'lease', x: left, y: y - 6, width: Math.max(2, right - left), height: 12 }),
      outlives ? `runs until ${seconds(until)}` : `over at ${seconds(until)}`));
    if (!outlives && !cut) {
      svg.append(drawn('line', { class: 'over', x1: right, x2: right, y1: y - 10, y2: y + 10 }));
      const fits = right + 90 < plan.edge;
      svg.append(drawn('text', { class: 'over', x: right + (fits ? 4 : -4), y: y - 8, 'text-anchor': fits ? 'start' : 'end' }, `ran out at ${seconds(until)}`));
    }
  }
  for (const mark of lease.marks)
    svg.append(titled(drawn('path', { class: `sign ${mark.event}`, d: leaseSigns[mark.event], 'data-entry': mark.index,
      transform: `translate(${plan.x[mark.index]} ${y})` }), `subscription ${lease.id} ${leaseWords[mark.event]} at ${seconds(run.entries[mark.index].at)}`));
};

const summaryOf = run => {
  const ran = run.leases.filter(l => l.spans.some(([, until]) => until < (run.entries.at(-1)?.at ?? 0)
    && !l.marks.some(m => /ended/.test(m.event) && run.entries[m.index].at === until))).length;
  return [
    plural(run.turns.filter(t => !t.setup).length, 'message', 'messages'),
    run.leases.length && `${plural(run.leases.length, 'subscription', 'subscriptions')}, ${ran} whose lease ran out`,
    run.turns.some(t => t.held && !t.setup) && `${run.turns.filter(t => t.held && !t.setup).length} held`,
  ].filter(Boolean).join('; ');
};

const legend = run => {
  const used = [...new Set(run.leases.flatMap(l => l.marks.map(m => m.event)))];
  const list = element('figcaption', 'legend');
  list.append('A shaded gap is time that passed. ');
  if (run.leases.length) list.append('A bar is a lease as granted. ');
  for (const name of Object.keys(leaseSigns).filter(n => used.includes(n))) {
    const sign = drawn('svg', { width: 14, height: 14, viewBox: '-7 -7 14 14', 'aria-hidden': 'true' },
      drawn('path', { class: `sign ${name}`, d: leaseSigns[name] }));
    list.append(element('span', 'key', sign, leaseWords[name]));
  }
  if (run.leasesLeftOut) list.append(` ${plural(run.leasesLeftOut, 'more subscription is', 'more subscriptions are')} not drawn.`);
  return list;
};

// `show` is called with the index of the entry that was pointed at.
const timelineBox = (run, show) => {
  const plan = spread(layOut(run), Math.min(1080, document.documentElement.clientWidth - 160));
  const failed = new Set(run.lines.filter(l => l.verdict === 'failed').map(l => l.exchange));
  const actors = [...new Set(run.turns.filter(t => !t.setup).map(t => t.actor)), ...new Set(run.turns.filter(t => t.setup).map(t => t.actor))];
  const lanes = [...new Set(actors)].map(name => ({ name, height: laneHeight, draw: (svg, y) => {
    for (const turn of run.turns) if (turn.actor === name) drawTurn(svg, turn, run, plan, y + 8, failed);
  } }));
  const notes = run.entries.map((entry, index) => ({ entry, index })).filter(({ entry }) => entry.kind === 'note');
  if (notes.length)
    lanes.push({ name: 'events', height: laneHeight, draw: (svg, y) => {
      for (const { entry, index } of notes)
        svg.append(titled(drawn('g', { class: 'event', 'data-entry': index },
          drawn('path', { d: 'M0-6l6 6l-6 6l-6-6z', transform: `translate(${plan.x[index]} ${y + 8})` }),
          drawn('text', { x: plan.x[index] - 5, y: y - 3 }, entry.text.length > 30 ? `${entry.text.slice(0, 29)}…` : entry.text)), entry.text));
    } });
  for (const lease of run.leases)
    lanes.push({ name: `lease of ${lease.id.length > 9 ? `${lease.id.slice(0, 8)}…` : lease.id}`, height: leaseHeight, draw: (svg, y) => drawLease(svg, lease, run, plan, y) });
  const height = axisHeight + lanes.reduce((sum, lane) => sum + lane.height, 0) + 6;
  const svg = drawn('svg', { width: plan.edge, height, role: 'img', 'aria-label': summaryOf(run) });
  const names = drawn('svg', { class: 'names', width: 104, height, 'aria-hidden': 'true' });
  drawAxis(svg, plan, height);
  let y = axisHeight;
  for (const lane of lanes) {
    const middle = y + lane.height / 2;
    svg.append(drawn('line', { class: 'lane', x1: 0, x2: plan.edge, y1: y + lane.height, y2: y + lane.height }));
    names.append(drawn('text', { x: 0, y: middle + (lane.height === laneHeight ? 12 : 4) }, lane.name));
    lane.draw(svg, middle);
    y += lane.height;
  }
  svg.addEventListener('click', event => {
    const mark = event.target.closest('[data-entry]');
    if (mark) show(Number(mark.dataset.entry));
  });
  const wide = element('div', 'wide', svg);
  wide.tabIndex = 0;
  wide.setAttribute('role', 'region');
  wide.setAttribute('aria-label', `Timeline: ${summaryOf(run)}`);
  return element('figure', 'timeline', element('div', 'drawing', names, wide), legend(run));
};
