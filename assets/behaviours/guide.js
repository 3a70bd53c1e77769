/* A guide, beside the form that it is for: fetched from its own page when first opened. What is
   typed and chosen stays as it is, for nothing is left. */

import { all, closest, stop } from "./page.js";

const BESIDE = matchMedia("(width >= 1200px)"); // there is room for both, as in asystec.css
const guides = new Map(); // address → what is in it

let opener = null; // the link that takes the focus back
let wanted = "";
let goingBack = false; // over the entry of a guide that was closed

const panel = () => document.querySelector("[data-guide-panel]");
const part = (name) => panel().querySelector(`[data-guide-${name}]`);

const adapt = (link) => {
  const leadsToGuide = link.pathname.startsWith("/ayuda/") && link.origin === location.origin;
  // Any other link would leave the form.
  link.target = "_blank";
  link.rel = "noopener";
  if (leadsToGuide) link.dataset.guide = "";
};

const fetchGuide = async (address) => {
  const answer = await fetch(address);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const text = page.querySelector("main .prose");
  if (!answer.ok || !text) throw new Error(`no guide at ${address}`);
  all("a", text).forEach(adapt);
  const parts = [page.querySelector("main .lead"), text].filter(Boolean);
  guides.set(address, parts);
  return parts;
};

const otherwise = (link) => {
  const away = document.createElement("a");
  Object.assign(away, { href: link.href, target: "_blank", rel: "noopener", className: "link" });
  away.textContent = "Ábrala en otra pestaña";
  const words = document.createElement("p");
  words.append("No pudimos traer la guía. Revise su conexión y tóquela de nuevo. ", away, ".");
  return [words];
};

const guideIsEntry = () => Boolean(history.state?.guide);

/** Give the guide an entry of its own, so that going back closes it and leaves nothing.
    The router's own marks stay on it: to the router it is the same page. */
const enter = () => {
  if (!guideIsEntry()) history.pushState({ ...history.state, guide: true }, "");
};

const show = () => {
  if (panel().open) return;
  enter();
  if (BESIDE.matches) panel().show();
  else panel().showModal();
};

/** Open the guide that a link leads to; the link of a guide inside another turns the page. */
export const openGuide = async (link) => {
  const address = link.pathname;
  if (!panel().contains(link)) opener = link;
  wanted = address;
  part("title").textContent = link.textContent;
  part("body").replaceChildren();
  part("status").textContent = guides.has(address) ? "" : "Abriendo la guía…";
  show();
  part("title").focus({ preventScroll: true });
  const parts = guides.get(address) ?? (await fetchGuide(address).catch(() => otherwise(link)));
  if (wanted !== address || !panel()) return;
  part("status").textContent = "";
  part("body").replaceChildren(...parts);
  part("body").scrollTop = 0;
};

/** Take the entry of a guide away, however the guide was closed. */
const leave = () => {
  if (panel().open || !guideIsEntry()) return;
  goingBack = true;
  history.back();
};

// The router must not hear of it: it would load the page anew.
const onPop = (event) => {
  if (!panel()) return; // another page is shown: this is no matter of a guide
  if (goingBack) {
    stop(event);
    goingBack = false;
    if (panel().open) enter();
  } else if (panel().open) {
    stop(event);
    panel().close();
  } else if (guideIsEntry()) {
    stop(event);
    leave();
  }
};

const onClose = ({ target }) => {
  if (target !== panel()) return;
  wanted = "";
  leave();
  const { activeElement } = document;
  const elsewhere = activeElement !== document.body && !target.contains(activeElement);
  if (!elsewhere) opener?.focus();
};

const onClick = (event) => {
  const dark = event.target === panel() && panel().matches(":modal"); // beside the modal panel
  if (!dark && !closest(event, "[data-guide-close]")) return;
  stop(event);
  panel().close();
};

// A modal panel closes by itself; one beside the form does so from anywhere.
const onKey = (event) => {
  if (event.key !== "Escape" || !panel()?.open || panel().matches(":modal")) return;
  stop(event);
  panel().close();
};

const onWidth = () => {
  if (!panel()?.open) return;
  const at = document.activeElement;
  const back = opener;
  opener = null;
  panel().close();
  show();
  at?.focus({ preventScroll: true });
  opener = back;
};

addEventListener("close", onClose, true);
addEventListener("click", onClick, true);
addEventListener("keydown", onKey, true);
addEventListener("popstate", onPop, true);
BESIDE.addEventListener("change", onWidth);
