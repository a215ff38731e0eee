// The few methods of WebDAV that the page speaks, and their answers read by namespace. Source: Exchange SDK, RFC 4918.

export const DAV = 'DAV:';
export const EXCHANGE = 'http://schemas.microsoft.com/Exchange/';
export const ITEMS = 'http://schemas.microsoft.com/exchange/';
export const MAIL = 'urn:schemas:httpmail:';
export const CALENDAR = 'urn:schemas:calendar:';
const TYPES = 'urn:uuid:c2f41010-65b3-11d1-a29f-00aa00c14882/';

/** What the server said no to; `status` is its number, 0 when it could not be reached. */
export class Refusal extends Error {
  constructor(method, status) {
    super(status ? `The server answered ${status} to ${method}.` : 'The server could not be reached.');
    this.status = status;
  }
}

let pending = 0;

/** Runs a task during which the page says that it is busy. */
export async function busy(task) {
  pending += 1;
  document.body.setAttribute('aria-busy', 'true');
  try {
    return await task();
  } finally {
    pending -= 1;
    if (pending === 0) document.body.setAttribute('aria-busy', 'false');
  }
}

/** Sends a request; the answer whatever its status, `text` read. */
export async function send(method, path, headers = {}, body = undefined) {
  let answer;
  try {
    answer = await fetch(path, { method, headers, body, credentials: 'same-origin', redirect: 'manual' });
  } catch {
    throw new Refusal(method, 0);
  }
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

async function demand(method, path, headers, body) {
  const answer = await send(method, path, headers, body);
  if (answer.status < 200 || answer.status > 299) throw new Refusal(method, answer.status);
  return answer;
}

/** Asks for properties, each `[namespace, name]`; rows as `rowsOf` gives them. */
export async function propfind(path, depth, names) {
  const asked = names.map(([space, name]) => `<p:${name} xmlns:p="${space}"/>`).join('');
  return rowsOf(await demand('PROPFIND', path, { Depth: String(depth), 'Content-Type': 'text/xml' },
    `<?xml version="1.0"?><D:propfind xmlns:D="DAV:"><D:prop>${asked}</D:prop></D:propfind>`));
}

export async function search(path, sql) {
  return rowsOf(await demand('SEARCH', path, { 'Content-Type': 'text/xml' },
    `<?xml version="1.0"?><D:searchrequest xmlns:D="DAV:"><D:sql>${escape(sql)}</D:sql></D:searchrequest>`));
}

/** Sets properties, each `[namespace, name, value, type]`; a value of null removes it. */
export async function proppatch(path, changes) {
  const steps = changes.map(([space, name, value, type]) => value === null
    ? `<D:remove><D:prop><p:${name} xmlns:p="${space}"/></D:prop></D:remove>`
    : `<D:set><D:prop><p:${name} xmlns:p="${space}"${type ? ` T:dt="${type}"` : ''}>${escape(value)}</p:${name}></D:prop></D:set>`);
  const answer = await demand('PROPPATCH', path, { 'Content-Type': 'text/xml' },
    `<?xml version="1.0"?><D:propertyupdate xmlns:D="DAV:" xmlns:T="${TYPES}">${steps.join('')}</D:propertyupdate>`);
  const refused = answer.status === 207 && statusesOf(answer.text).find(status => status > 299);
  if (refused) throw new Refusal('PROPPATCH', refused);
}

export const put = (path, type, body) => demand('PUT', path, { 'Content-Type': type, 'If-None-Match': '*' }, body);

export const move = (from, to) => demand('MOVE', from, { Destination: new URL(to, location.href).href, 'Allow-Rename': 't', Overwrite: 'f' });

export const remove = path => demand('DELETE', path);

/** A text as it stands in XML. */
export const escape = text => String(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export function parse(text) {
  const xml = new DOMParser().parseFromString(text, 'text/xml');
  return xml.querySelector('parsererror') ? null : xml;
}

/** The number of a status line, 0 when there is none. */
export const numberOf = element => Number(/ (\d{3})/.exec(element?.textContent ?? '')?.[1] ?? 0);

const statusesOf = text => [...parse(text)?.getElementsByTagNameNS(DAV, 'status') ?? []].map(numberOf);

/** One `{ path, get(namespace, name) }` for each response; what was not found reads as null. */
function rowsOf(answer) {
  const xml = parse(answer.text);
  return [...xml?.getElementsByTagNameNS(DAV, 'response') ?? []].map(response => {
    const found = [...response.getElementsByTagNameNS(DAV, 'propstat')]
      .filter(propstat => numberOf(propstat.getElementsByTagNameNS(DAV, 'status')[0]) === 200);
    return {
      path: pathOf(response.getElementsByTagNameNS(DAV, 'href')[0]?.textContent ?? ''),
      get: (space, name) => found.map(one => one.getElementsByTagNameNS(space, name)[0]).find(Boolean)?.textContent ?? null,
    };
  });
}

/** The path of an address on this server; that of another host is taken for ours, since a relay may stand between. */
export function pathOf(href) {
  try {
    return new URL(href.trim(), location.href).pathname;
  } catch {
    return '';
  }
}
