/* What pages do by themselves. Plain, deferred, by delegation: it outlives every re-render
   and needs nothing a strict content security policy forbids. ui/ renders the attributes. */
"use strict";
(() => {
  const KEY_LIMIT = 64 * 1024; // a .p12 of Hacienda weighs 3 to 6 KB
  const DRAFT = "asystec:draft:";
  const DRAFT_AGE = 24 * 60 * 60 * 1000;
  const RETRY = 100; // ms between two looks at a page that is not alive yet
  const ECHO = 500; // ms in which a second submit is a double click
  const BLINK = 300; // ms a person does not notice
  const LONGEST = 10_000; // ms after which nothing is awaited any more

  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const closest = (event, selector) =>
    event.target instanceof Element ? event.target.closest(selector) : null;
  const stop = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const here = () => location.pathname.replace(/\/$/, ""); // a reload adds the slash
  const ready = () => document.querySelector("[data-ready]")?.dataset.ready !== "false";
  const busy = (button) => button?.getAttribute("aria-disabled") === "true";

  const touched = new WeakSet(); // controls whose value is the person's
  const chosen = new WeakMap(); // select → what the person chose
  const early = new Set(); // controls used before the page was alive
  let replaying = false;

  /* Values: the server's until the person types, then the person's. */

  const follow = (select) => {
    const has = (value) => [...select.options].some((option) => option.value === value);
    const value = [chosen.get(select), select.dataset.value].find((v) => v && has(v));
    if (select.value !== (value ?? "")) select.value = value ?? "";
  };

  const onServerValue = (target, attribute) => {
    if (attribute === "data-value" && target.matches("fieldset")) {
      for (const radio of all("[type=radio]", target))
        radio.checked = radio.value === target.dataset.value;
    } else if (attribute === "data-value") {
      chosen.delete(target);
      follow(target);
    } else if (target.matches("input.control") && !touched.has(target)) {
      if (target.value !== target.defaultValue) target.value = target.defaultValue;
    }
  };

  const setSilently = (control, value) => {
    // React compares with the last value set through the element; the prototype's setter passes by it.
    const prototype = Object.getPrototypeOf(control);
    Object.getOwnPropertyDescriptor(prototype, "value").set.call(control, value);
  };

  const tellReact = (control) => {
    replaying = true;
    if (control.type === "radio") {
      control.checked = false;
      control.click();
    } else if (control.matches("select")) {
      control.dispatchEvent(new Event("change", { bubbles: true }));
    } else if (control.type !== "checkbox") {
      const { value, selectionStart, selectionEnd } = control;
      control.value = "";
      setSilently(control, value);
      if (control === document.activeElement && selectionStart !== null)
        control.setSelectionRange(selectionStart, selectionEnd);
      control.dispatchEvent(new Event("input", { bubbles: true }));
    }
    replaying = false;
  };

  const onInput = (event) => {
    const control = event.target;
    if (replaying || !(control instanceof Element) || !control.matches("input, select, textarea"))
      return;
    touched.add(control);
    if (control.matches("select")) chosen.set(control, control.value);
    if (control.dataset.keyFile !== undefined) readKey(control);
    else if (!ready()) early.add(control);
    keep(control);
  };
  addEventListener("input", onInput, true);
  addEventListener("change", onInput, true);

  /* Drafts: what was typed survives a reload, never a secret. */

  const load = (key) => {
    try {
      return JSON.parse(sessionStorage.getItem(key)) ?? {};
    } catch {
      return {};
    }
  };
  const save = (key, draft) => {
    try {
      sessionStorage.setItem(key, JSON.stringify(draft));
    } catch {
      // A full or closed storage costs the draft, not the form.
    }
  };
  const draftKeys = () =>
    Array.from({ length: sessionStorage.length }, (_, at) => sessionStorage.key(at)).filter(
      (key) => key?.startsWith(DRAFT),
    );
  const isDraftable = (control) =>
    control.name &&
    !["password", "file", "hidden"].includes(control.type) &&
    !control.closest("[data-secret]");

  const keep = (control) => {
    const name = control.form?.dataset.draft;
    if (!name || !isDraftable(control)) return;
    const { fields } = load(DRAFT + name);
    const value = control.type === "checkbox" ? control.checked : control.value;
    save(DRAFT + name, {
      at: Date.now(),
      path: here(),
      fields: { ...fields, [control.name]: value },
    });
  };

  const mark = (form, sent) => {
    const key = DRAFT + form.dataset.draft;
    const draft = load(key);
    if (draft.fields) save(key, { ...draft, path: here(), sent });
  };

  const sweep = () => {
    for (const key of draftKeys()) {
      const { at, path, sent } = load(key);
      const answered = sent && path !== here();
      if (answered || !(Date.now() - at < DRAFT_AGE)) sessionStorage.removeItem(key);
    }
  };

  const restored = new WeakMap(); // form → fields still to be filled
  const restore = (form) => {
    if (!restored.has(form))
      restored.set(form, new Map(Object.entries(load(DRAFT + form.dataset.draft).fields ?? {})));
    const waiting = restored.get(form);
    for (const [name, value] of waiting) {
      const control = form.elements.namedItem(name);
      if (!(control instanceof Element) || !isDraftable(control)) continue;
      if (control.matches("select") && !touched.has(control)) {
        // Its list may depend on the select before it, which the server has to hear of.
        if (!ready() || ![...control.options].some((option) => option.value === value)) continue;
        chosen.set(control, value);
        control.value = value;
        tellReact(control);
      } else if (!touched.has(control)) {
        if (control.type === "checkbox") control.checked = value;
        else control.value = value;
      }
      touched.add(control);
      waiting.delete(name);
    }
  };

  /* The key: read here, so that it travels once and inside the form. */

  const reading = new Map();
  const readKey = (input) => {
    const [file] = input.files;
    const put = (part, value) => {
      const field = input.parentElement.querySelector(`[name="${input.dataset.keyFile}_${part}"]`);
      if (field) field.value = value;
    };
    const shown = input.parentElement.querySelector(".file-name");
    if (file) shown?.setAttribute("data-chosen", file.name);
    else shown?.removeAttribute("data-chosen");
    put("content", "");
    put("name", file?.name ?? "");
    put("size", file ? String(file.size) : "");
    reading.delete(input);
    if (!file || file.size > KEY_LIMIT) return;
    const reader = new FileReader();
    const done = new Promise((resolve) => {
      reader.onloadend = resolve;
    }).then(() => {
      if (input.files[0] === file) put("content", String(reader.result ?? "").split(",")[1] ?? "");
      reading.delete(input);
    });
    reading.set(input, done);
    reader.readAsDataURL(file);
  };

  /* Waiting: past a blink it shows on the button, and is said. */

  let pending = null;
  let timer = 0;
  const say = (words) => {
    // Text that React did not render would make it throw the page away while it wakes up.
    const place = ready() && document.getElementById("page-status");
    if (place && place.textContent !== words) place.textContent = words;
  };
  const answered = () => {
    clearTimeout(timer);
    if (pending) delete pending.dataset.waiting;
    pending = null;
    say("");
  };
  const awaitAnswer = (place) => {
    answered();
    pending = place;
    timer = setTimeout(() => {
      place.dataset.waiting = "";
      say("Un momento…");
      timer = setTimeout(answered, LONGEST);
    }, BLINK);
  };

  /* Submits: once, by the living page only. A native one would send secrets to the address. */

  let asked = false; // an answer of the server is awaited
  const lastSubmit = new WeakMap();
  const again = (form, submitter) => {
    form.dataset.held = "";
    say("Un momento…");
    setTimeout(() => {
      if (!form.isConnected) return;
      if (!ready() || document.querySelector(".offline")) return again(form, submitter);
      delete form.dataset.held;
      form.requestSubmit(submitter?.isConnected ? submitter : null);
    }, RETRY);
  };

  addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (form.dataset?.draft === undefined) return;
      const button = event.submitter ?? form.querySelector("[type=submit]");
      const echo = Date.now() - (lastSubmit.get(form) ?? 0) < ECHO;
      if (busy(button) || echo || form.dataset.held !== undefined) return stop(event);
      for (const input of all("[data-key-file]", form)) {
        const content = input.parentElement.querySelector('[name$="_content"]');
        if (input.files.length && !content?.value && !reading.has(input)) readKey(input);
      }
      const files = all("[data-key-file]", form).filter((input) => reading.has(input));
      if (files.length || !ready() || document.querySelector(".offline")) {
        stop(event);
        Promise.all(files.map((input) => reading.get(input))).then(() => again(form, event.submitter));
        form.dataset.held = "";
        return;
      }
      for (const shown of all("[data-reveal][data-shown]", form)) reveal(shown);
      event.preventDefault();
      let heard = false;
      event.preventDefault = () => {
        heard = true; // Reflex's own handler calls it first of all
      };
      setTimeout(() => {
        if (!heard) return again(form, event.submitter);
        lastSubmit.set(form, Date.now());
        awaitAnswer(form);
        asked = true;
        mark(form, true);
      });
    },
    true,
  );

  /* Clicks */

  const reveal = (button) => {
    const input = document.getElementById(button.dataset.reveal);
    const shown = button.toggleAttribute("data-shown");
    if (input) input.type = shown ? "text" : "password";
    button.setAttribute("aria-label", shown ? "Ocultar lo escrito" : "Mostrar lo escrito");
  };

  const held = new Set(); // buttons pressed before the page was alive
  addEventListener(
    "click",
    (event) => {
      const twice = event.detail > 1 && closest(event, ".btn, .round");
      if (twice || closest(event, "[aria-disabled=true]")) return stop(event);
      const revealing = closest(event, "[data-reveal]");
      if (revealing) return reveal(revealing);
      if (closest(event, "[data-reload]")) return location.reload();
      if (closest(event, "[data-drop-drafts]"))
        for (const key of draftKeys()) sessionStorage.removeItem(key);
      const jump = closest(event, "[data-error-summary] a, a.skip");
      const target = jump && document.getElementById(jump.hash.slice(1));
      if (jump) stop(event);
      if (target) {
        target.focus({ preventScroll: true });
        target.scrollIntoView({ block: jump.matches(".skip") ? "start" : "center" });
      }
      const button = closest(event, "button[type=button]");
      if (!button) return;
      asked = true;
      if (button.matches(".btn")) awaitAnswer(button);
      if (ready()) return;
      held.add(button);
      stop(event);
    },
    true,
  );

  /* Focus: to what went wrong, to a new page's heading, and never to nowhere. */

  let summary = null;
  let summaryText = "";
  let path = here();
  let heading = null;
  let arriving = false;
  let trail = [];
  addEventListener("focusin", ({ target }) => {
    trail = [];
    for (let at = target; at instanceof Element; at = at.parentElement) trail.push(at);
  });

  const focusProblems = (settled) => {
    const shown = document.querySelector("[data-error-summary]");
    const text = shown?.textContent ?? "";
    const changed = shown !== summary || text !== summaryText;
    [summary, summaryText] = [shown, text];
    if (!shown || !asked || !(changed || settled)) return;
    asked = false;
    for (const form of all("form[data-draft]")) mark(form, false);
    shown.focus();
  };

  const focusArrival = () => {
    const shown = document.querySelector("main h1");
    if (here() !== path) {
      path = here();
      arriving = true;
      asked = false;
      sweep();
    }
    if (shown && shown !== heading) {
      const lost = document.activeElement === document.body || !document.activeElement;
      if (arriving && lost) shown.focus({ preventScroll: true });
      heading = shown;
      arriving = false;
    }
  };

  const focusSurvivor = () => {
    if (!trail.length || trail[0].isConnected || document.activeElement !== document.body) return;
    for (const place of trail) {
      if (place.isConnected && place.hasAttribute("tabindex")) place.focus({ preventScroll: true });
      if (document.activeElement !== document.body) return;
    }
    trail = [];
  };

  /* The login's ticket becomes a cookie by a native POST. */

  const handOver = (ticket) => {
    if (!ticket.value) return;
    setTimeout(() => {
      HTMLFormElement.prototype.submit.call(ticket.form);
      ticket.value = "";
    });
  };

  /* One observer for all of it. */

  const look = (changes) => {
    let settled = false;
    const selects = new Set();
    if (pending && changes.some(({ target }) => target.id !== "page-status")) answered();
    for (const { type, target, attributeName } of changes) {
      if (type !== "attributes") {
        const control = (target.parentElement ?? target).closest?.("select, textarea.control");
        if (control?.matches("select")) selects.add(control);
        else if (control && !touched.has(control)) control.value = control.defaultValue;
      } else if (attributeName === "aria-disabled") settled ||= !busy(target);
      else if (target.id === "session-ticket") handOver(target);
      else if (target.matches("option")) selects.add(target.closest("select"));
      else if (attributeName !== "data-ready") onServerValue(target, attributeName);
    }
    for (const select of selects) if (select?.dataset.value !== undefined) follow(select);
    if (ready()) {
      const used = [...early].filter((control) => control.isConnected);
      const pressed = [...held].filter((button) => button.isConnected);
      early.clear();
      held.clear();
      for (const control of used) tellReact(control);
      for (const button of pressed) button.click();
    }
    focusArrival();
    for (const form of all("form[data-draft]")) restore(form);
    focusProblems(settled);
    focusSurvivor();
  };

  sweep();
  heading = document.querySelector("main h1");
  look([]);
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ["value", "data-value", "data-ready", "aria-disabled"],
  });
})();
