/* Small questions asked of the page. */

export const all = (selector, root = document) => [...root.querySelectorAll(selector)];

export const closest = (event, selector) =>
  event.target instanceof Element ? event.target.closest(selector) : null;

export const stop = (event) => {
  event.preventDefault();
  event.stopImmediatePropagation();
};

export const busy = (button) => button?.getAttribute("aria-disabled") === "true";

/** Where we are; a reload adds a slash at the end. */
export const here = () => location.pathname.replace(/\/$/, "");

/** Whether the server's first values are on the page. */
export const ready = () => document.querySelector("[data-ready]")?.dataset.ready !== "false";

export const offline = () => Boolean(document.querySelector(".offline"));
