/* Searches: the arrows go from what is typed to what was found, and back. */

import { all, closest, stop } from "./page.js";

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

const onKey = (event) => {
  const group = closest(event, ".search-group");
  if (!group) return;
  const search = group.querySelector("[data-search]");
  const places = [search, ...all(".choice", group)];
  const at = places.indexOf(event.target);
  if (event.key === "Enter" && event.target === search) {
    stop(event);
    places[1]?.focus();
  } else if (event.key === "Escape" && at > 0) {
    search.focus();
  } else if (event.key in STEPS && at >= 0) {
    stop(event);
    places[at + STEPS[event.key]]?.focus();
  }
};

/** Bring what was found into view: a small screen shows little below the search. */
export const showFound = (search) => {
  const isSmall = !matchMedia("(width >= 768px)").matches;
  if (isSmall && search.value && search === document.activeElement)
    search.scrollIntoView({ block: "start" });
};

/** Empty the search once one of its results is chosen. */
export const endSearch = (choice) => {
  choice.closest(".search-group").querySelector("[data-search]").value = "";
};

export const listenForKeys = () => addEventListener("keydown", onKey, true);
