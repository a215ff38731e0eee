// One subscription and its POLLs. Source: "Setting OWA Mail and Calendar Notifications"; SDK, SUBSCRIBE and POLL Method.

import { DAV, EXCHANGE, busy, numberOf, parse, pathOf, send } from './dav.js';

export const NEW_MAIL = 'pragma/<http://schemas.microsoft.com/exchange/newmail>';
export const UPDATE = 'update';

const FIRED = 200;
const QUIET = 204;
const GONE = 412;

/** Watches a folder: `onNews` after a POLL that fired, `onQuiet` after one that did not. */
export class Watch {
  #id = null;
  #place;
  #asking = false;

  /** @param seconds between two POLLs, as the page states them */
  constructor({ folder, type, seconds, onNews, onQuiet = async () => {}, onLost = () => {} }) {
    Object.assign(this, { folder, type, seconds, onNews, onQuiet, onLost });
    this.#place = folder;
  }

  async start() {
    await this.#subscribe();
    setInterval(() => busy(() => this.#poll()), this.seconds * 1000);
  }

  /** Neither a lifetime nor a call-back is asked for: the server's hour is renewed by each POLL. */
  async #subscribe() {
    const answer = await send('SUBSCRIBE', this.folder, { 'Notification-Type': this.type });
    this.#id = answer.status === 200 ? answer.headers.get('Subscription-ID') : null;
    this.#place = pathOf(answer.headers.get('Content-Location') ?? this.folder) || this.folder;
    if (!this.#id) this.onLost(answer.status);
  }

  async #poll() {
    if (this.#asking) return;
    this.#asking = true;
    try {
      if (this.#id) await this.#act(await this.#ask());
      else await this.#subscribe();
    } catch {
      // Nobody was reached; the next POLL will tell.
    } finally {
      this.#asking = false;
    }
  }

  /** The status of our id: that inside a 207, else that of the answer. */
  async #ask() {
    const answer = await send('POLL', this.#place, { 'Subscription-ID': this.#id });
    if (answer.status !== 207) {
      if (answer.status !== GONE) this.onLost(answer.status);
      return answer.status === GONE ? GONE : 0;
    }
    const responses = [...parse(answer.text)?.getElementsByTagNameNS(DAV, 'response') ?? []];
    const ours = responses.find(response => [...response.getElementsByTagNameNS(EXCHANGE, 'subscriptionID')]
      .some(list => [...list.children].some(li => li.textContent.trim() === this.#id)));
    return numberOf(ours?.getElementsByTagNameNS(DAV, 'status')[0]);
  }

  async #act(status) {
    if (status === FIRED) await this.onNews();
    if (status === QUIET) await this.onQuiet();
    if (status === GONE) await this.#subscribe();
  }
}
