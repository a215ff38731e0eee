'use strict';
(() => {
  const everyMs = 1000;
  const lateSeconds = 60;
  const byId = id => document.getElementById(id);
  let world = Math.max(1, Number(location.hash.slice(1)) || 1);
  let paused = false;
  let timer = 0;
  let asking = null;

  // Every text goes in as text, never as markup.
  const element = (name, className, ...content) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  };

  const timeLeft = seconds => {
    const whole = Math.max(0, Math.ceil(seconds));
    const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60].map(n => String(n).padStart(2, '0'));
    return h === '00' ? `${m}:${s}` : `${h}:${m}:${s}`;
  };

  const countdown = (left, all) => {
    const bar = element('progress', '');
    bar.max = Math.max(1, all);
    bar.value = Math.max(0, left);
    bar.setAttribute('aria-label', 'time left');
    return element('td', 'lease', bar, timeLeft(left));
  };

  const cell = (text, className = '') => element('td', className, text ?? '');

  const subscriptionRow = s => element('tr', s.secondsLeft <= lateSeconds ? 'late' : '',
    cell(String(s.id)),
    countdown(s.secondsLeft, s.lifetime),
    cell(s.event ? 'fired' : '–', s.event ? 'fired' : 'none'),
    cell(s.depth ? `${s.type}, depth ${s.depth}` : s.type),
    cell(s.location),
    cell(s.owner),
    cell(s.callBack ? `${s.callBack}${s.notify ? ` (${s.notify})` : ''}` : 'polled', s.callBack ? '' : 'none'));

  // A command of ActiveSync is better known by its name and device than by its address.
  const requestName = text => {
    const [method, target] = text.split(' ', 2);
    const query = new URLSearchParams(target?.split('?')[1] ?? '');
    return query.has('Cmd') ? `${query.get('Cmd')} of ${query.get('DeviceId') ?? 'a device without name'}` : `${method} ${target}`;
  };

  const heldRow = h => element('tr', '', cell(requestName(h.request)), countdown(h.secondsLeft, h.seconds), cell(h.folders.join(' ')), cell(h.who));

  const eventRow = e => element('tr', '', cell(String(e.number)), cell(e.kind), cell(e.path));

  const answerCell = status => {
    if (status === null) return cell('open', 'none');
    if (!status) return cell('hung up', 'refused');
    return cell(String(status), status >= 500 ? 'broken' : status >= 400 ? 'refused' : '');
  };

  const requestRow = r => element('tr', '',
    cell(r.at.slice(11, 19)),
    cell(requestName(`${r.method} ${r.target}`)),
    cell(r.who || (r.status === null ? '' : 'nobody'), r.who ? '' : 'none'),
    answerCell(r.status));

  // Rows stay as long as what they show does, so that a selection survives and what is new can be seen.
  const fill = (id, items, keyOf, make, empty) => {
    const body = byId(id);
    const had = body.rows_ ?? new Map();
    const rows = new Map();
    for (const [index, item] of items.entries()) {
      const key = keyOf(item, index);
      const text = JSON.stringify(item);
      const old = had.get(key);
      const row = old?.text === text ? old.row : make(item);
      if (!old && body.rows_) row.classList.add('new');
      rows.set(key, { text, row });
    }
    body.rows_ = rows;
    const shown = [...rows.values()].map(r => r.row);
    if (!shown.length) {
      const none = cell(empty, 'none');
      none.colSpan = 9;
      shown.push(element('tr', '', none));
    }
    if (shown.length !== body.rows.length || shown.some((row, i) => row !== body.rows[i])) body.replaceChildren(...shown);
  };

  const counted = (id, all, shown) => {
    byId(`${id}-count`).textContent = all > shown ? `${all}, ${shown} shown` : String(all);
  };

  const render = state => {
    const real = state.clock === 'real';
    byId('now').textContent = `${state.now.slice(0, 10)} ${state.now.slice(11, 19)}`;
    byId('facts').textContent = [state.url, `${state.clock} clock`, `profile ${state.profile}`,
      state.faults.length ? `faults ${state.faults.join(', ')}` : 'no faults', `${state.counts.notices} notices sent`].join(' · ');
    byId('advance').hidden = real;
    fill('subscriptions', state.subscriptions, s => s.id, subscriptionRow, 'Nobody is subscribed to anything.');
    fill('held', state.held, (h, index) => `${index} ${h.who} ${h.request}`, heldRow, 'No request is held.');
    fill('events', state.events, e => e.number, eventRow, 'Nothing has happened.');
    fill('requests', state.requests, r => r.number, requestRow, 'Nobody has asked for anything.');
    fill('defects', state.defects.map((text, number) => ({ number, text })), d => d.number, d => element('tr', 'broken', cell(d.text)), '');
    byId('defects-box').hidden = !state.defects.length;
    counted('subscriptions', state.counts.subscriptions, state.subscriptions.length);
    counted('held', state.counts.held, state.held.length);
    counted('events', state.counts.events, state.events.length);
    counted('requests', state.counts.requests, state.requests.length);
  };

  const ask = async (method, path, body) => {
    const answer = await fetch(path, { method, body: body && JSON.stringify(body), headers: body && { 'Content-Type': 'application/json' } });
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.error);
    return said;
  };

  const look = async () => {
    clearTimeout(timer);
    const mine = asking = {};
    try {
      const state = await ask('GET', `/worlds/${world}/console`);
      if (asking !== mine) return;
      render(state);
      byId('trouble').textContent = '';
    } catch (error) {
      if (asking === mine) byId('trouble').textContent = `The server does not tell: ${error.message}`;
    }
    if (!paused && !document.hidden) timer = setTimeout(look, everyMs);
  };

  const choose = worlds => {
    const links = worlds > 1 ? Array.from({ length: worlds }, (_, i) => {
      const made = element('a', '', `world ${i + 1}`);
      made.href = `#${i + 1}`;
      if (i + 1 === world) made.ariaCurrent = 'page';
      return made;
    }) : [];
    byId('worlds').replaceChildren(...links);
  };

  const doing = async work => {
    try {
      await work();
      await look();
    } catch (error) {
      byId('trouble').textContent = error.message;
    }
  };

  byId('pause').addEventListener('click', () => {
    paused = !paused;
    byId('pause').ariaPressed = String(paused);
    if (paused) clearTimeout(timer);
    else look();
  });
  for (const button of document.querySelectorAll('[data-seconds]'))
    button.addEventListener('click', () => doing(() => ask('POST', `/worlds/${world}/clock`, { advance: Number(button.dataset.seconds) })));
  byId('mail').addEventListener('submit', event => {
    event.preventDefault();
    doing(async () => {
      const { path } = await ask('POST', `/worlds/${world}/mail`, { to: byId('to').value });
      byId('delivered').textContent = path;
    });
  });
  document.addEventListener('visibilitychange', () => { if (!document.hidden && !paused) look(); });
  const start = () => doing(async () => choose((await ask('GET', '/')).worlds));
  addEventListener('hashchange', () => {
    world = Math.max(1, Number(location.hash.slice(1)) || 1);
    for (const id of ['subscriptions', 'held', 'events', 'requests', 'defects']) byId(id).rows_ = undefined;
    start();
  });
  start();
})();
