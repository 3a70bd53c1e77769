/* What pages do by themselves. By delegation and one observer, it outlives every re-render;
   it needs nothing a strict content security policy forbids. ui/ renders the attributes. */

import { awaitWhatIsTyped, onAnswer } from "./behaviours/answers.js";
import { listenForClicks, replayClicks } from "./behaviours/clicks.js";
import { count, countAloud } from "./behaviours/counter.js";
import { readDocuments } from "./behaviours/documents.js";
import { keep, reenter, restore, sweep } from "./behaviours/drafts.js";
import { listenForDrops } from "./behaviours/drops.js";
import { growRows } from "./behaviours/emails.js";
import {
  focusArrival,
  focusProblems,
  focusSurvivor,
  listenForFocus,
} from "./behaviours/focus.js";
import { armPayments, listenForPayments } from "./behaviours/frame.js";
import { listenForGlances } from "./behaviours/glance.js";
import { adoptInvoice, readInvoice } from "./behaviours/invoice.js";
import { readKey } from "./behaviours/key_file.js";
import { onWay } from "./behaviours/numbers.js";
import { all, busy, ready } from "./behaviours/page.js";
import { readPasted } from "./behaviours/paste.js";
import { listenForKeys } from "./behaviours/search.js";
import { handOver } from "./behaviours/session.js";
import { endEchoes, listenForSubmits } from "./behaviours/submits.js";
import {
  onServerContent,
  onServerTick,
  onServerValue,
  onUse,
  replayEarly,
} from "./behaviours/values.js";
import { askAgain } from "./behaviours/every.js";
import { noticeAnswer } from "./behaviours/waiting.js";

const take = ({ type, target, attributeName }) => {
  if (type !== "attributes") onServerContent(target);
  else if (target.id === "session-ticket") handOver(target);
  else if (attributeName === "data-answered") onAnswer(target);
  else if (target.matches("option")) onServerContent(target);
  else if (attributeName === "checked") onServerTick(target);
  else if (attributeName === "data-entered") reenter(target);
  else if (attributeName === "data-filled") setTimeout(adoptInvoice, 0, target);
  else if (attributeName.endsWith("value")) onServerValue(target, attributeName);
};

const look = (changes) => {
  noticeAnswer(changes);
  changes.forEach(take);
  if (ready()) {
    replayEarly();
    replayClicks();
    armPayments();
  }
  focusArrival();
  all("form[data-draft]").forEach(restore);
  growRows();
  count();
  const settled = changes.some(
    ({ attributeName, target }) => attributeName === "aria-disabled" && !busy(target),
  );
  if (settled) endEchoes();
  focusProblems(settled);
  focusSurvivor();
};

onUse((control) => {
  if (control.dataset.keyFile !== undefined) readKey(control);
  else if (control.dataset.invoice !== undefined) readInvoice(control);
  else if (control.dataset.documents !== undefined) readDocuments(control);
  else if (control.closest("[data-renumbers]")) onWay(control);
  else if (control.dataset.paste !== undefined) readPasted(control);
  else keep(control);
  countAloud(control);
  awaitWhatIsTyped(control);
});
listenForSubmits();
listenForClicks();
listenForFocus();
listenForKeys();
listenForDrops();
listenForPayments();
listenForGlances();
sweep();
askAgain();
look([]);
new MutationObserver(look).observe(document, {
  subtree: true,
  childList: true,
  characterData: true,
  attributes: true,
  attributeFilter: [
    "value",
    "checked",
    "data-value",
    "data-answered",
    "data-filled",
    "data-ready",
    "data-entered",
    "aria-disabled",
  ],
});
