/* What an open page asks again and again, as long as somebody looks at it. */

import { all, offline, ready } from "./page.js";

const TICK = 1000; // ms
const asked = new WeakMap(); // what asks → when it last did

export const askAgain = () =>
  setInterval(() => {
    if (document.hidden || offline() || !ready()) return;
    for (const what of all("[data-every]")) {
      const since = Date.now() - (asked.get(what) ?? 0);
      if (!asked.has(what)) asked.set(what, Date.now());
      else if (since >= 1000 * what.dataset.every) {
        asked.set(what, Date.now());
        what.click();
      }
    }
  }, TICK);
