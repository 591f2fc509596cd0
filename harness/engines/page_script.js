// Runs in every document before the page's own scripts. It notes what is under way, so that the engine can
// tell a page that has settled from one that is about to change, and it reads the page in one go.
(() => {
  "use strict";
  if (window !== window.top) return;

  // The page may replace any of these for its own ends; we keep what the browser gave.
  const native = { setTimeout: window.setTimeout.bind(window), fetch: window.fetch };
  const name = String(performance.timeOrigin) + Math.random();
  const watchers = new Set();
  let leaving = 0; // navigations to another document that have begun
  let stayed = false; // one of them ended without a document (an empty answer, a download)
  let underWay = 0; // fetch and XMLHttpRequest whose handlers have not run yet
  let lost = 0; // those that got no answer since the latest reading
  let marked = []; // the elements of the latest reading, by mark

  const changed = () => [...watchers].forEach((watcher) => watcher());
  const begin = () => { underWay += 1; };
  // A task later all handlers that wait for the answer have run.
  const end = () => native.setTimeout(() => { underWay -= 1; changed(); }, 0);

  // --- what is under way --------------------------------------------------------------------------------

  window.navigation?.addEventListener("navigate", (event) => {
    const elsewhere = !event.destination.sameDocument && /^https?:/.test(event.destination.url);
    if (elsewhere && event.downloadRequest === null) { leaving += 1; changed(); }
  });
  window.navigation?.addEventListener("navigateerror", () => { leaving = Math.max(0, leaving - 1); changed(); });

  const send = XMLHttpRequest.prototype.send;
  XMLHttpRequest.prototype.send = function (...sent) {
    let ended = false;
    const once = () => { if (!ended) { ended = true; end(); } };
    begin();
    this.addEventListener("error", () => { lost += 1; }, { once: true });
    this.addEventListener("loadend", once, { once: true });
    try { return send.apply(this, sent); } catch (error) { once(); throw error; }
  };

  const counted = (method) => function (...rest) {
    begin();
    let answer;
    try { answer = method.apply(this, rest); } catch (error) { end(); throw error; }
    answer.then(end, (error) => { if (error instanceof TypeError) lost += 1; end(); });
    return answer;
  };
  window.fetch = counted(native.fetch);
  for (const method of ["arrayBuffer", "blob", "bytes", "formData", "json", "text"]) {
    const reads = Response.prototype[method];
    if (reads) Response.prototype[method] = counted(reads); // handlers may wait for the body only
  }

  const refreshes = (meta) => {
    const [, seconds, address] = /^\s*([\d.]+)\s*[;,]?\s*(?:url\s*=)?\s*["']?([^"']*)/i.exec(meta.content) ?? [];
    if (seconds === undefined || Number(seconds) > 5) return false;
    const there = new URL(address.trim(), document.baseURI);
    there.hash = "";
    // A page that loads itself again every few seconds is not on its way elsewhere.
    return Number(seconds) === 0 || there.href !== location.href.split("#")[0];
  };

  const unrest = () => {
    if (leaving > 0) return "leaving";
    if (document.readyState !== "complete") return "loading";
    if (underWay > 0) return "asking";
    const metas = stayed ? [] : [...document.querySelectorAll("meta[http-equiv='refresh' i]")];
    return metas.some(refreshes) ? "refreshing" : "";
  };

  // --- waiting ------------------------------------------------------------------------------------------

  const pause = (milliseconds) => new Promise((done) => native.setTimeout(done, milliseconds));
  const change = (milliseconds) => new Promise((done) => {
    const watcher = () => { watchers.delete(watcher); done(); };
    watchers.add(watcher);
    native.setTimeout(watcher, milliseconds);
  });
  window.addEventListener("load", changed);

  // A form is sent a task after the click, a handler's setTimeout(…, 0) one more: only after these can we say
  // that nothing has begun.
  const tasksPassed = async () => { for (let passed = 0; passed < 3; passed += 1) await pause(0); };

  // The page once it has settled; {unrest} if it is leaving or still busy after so many milliseconds.
  // `stillHere` says that we were told before that this document is leaving, and it is still the same: the browser
  // does not call us while a navigation waits for its answer, so that one has ended without a document.
  const settled = async (milliseconds, stillHere) => {
    const deadline = performance.now() + milliseconds;
    if (stillHere === name) {
      await pause(100);
      leaving = 0;
      stayed = true;
    }
    for (;;) {
      await tasksPassed();
      const why = unrest();
      if (!why) return look();
      if (why === "leaving") await pause(200); // in most cases the next document comes and ends this one
      if (why === "leaving" || performance.now() >= deadline) return { unrest: why, document: name };
      await change(deadline - performance.now());
    }
  };

  // Comes back when the page's content changes, or after so many milliseconds.
  const altered = async (milliseconds) => {
    const observer = new MutationObserver(changed);
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    await change(milliseconds);
    observer.disconnect();
  };

  // --- reading ------------------------------------------------------------------------------------------

  const ACTED_ON = "a, button, input, select, textarea, [role=link], [role=button]";
  const SAID_BY_VALUE = new Set(["submit", "reset", "button", "image"]);

  const isVisible = (element) => {
    // Boxes to tick are often drawn by something else and are themselves made see-through.
    const ticked = element.matches("input[type=checkbox], input[type=radio]");
    const how = { opacityProperty: !ticked, visibilityProperty: true, contentVisibilityAuto: true };
    if (element.checkVisibility(how)) return true;
    // An element without a box of its own shows what is in it as if that stood in its parent.
    const style = getComputedStyle(element);
    return style.display === "contents" && style.visibility === "visible" && isVisible(element.parentElement);
  };

  const clean = (element, twin, forms) => {
    for (const attribute of ["style", "hidden"]) twin.removeAttribute(attribute);
    if (element instanceof HTMLFormElement) twin.setAttribute("data-ecf-form", forms.indexOf(element));
    if (element.matches(ACTED_ON)) {
      twin.setAttribute("data-ecf-mark", marked.push(element) - 1);
      if (element.form) twin.setAttribute("data-ecf-form", forms.indexOf(element.form));
    }
    if (element instanceof HTMLInputElement) {
      twin.toggleAttribute("checked", element.checked);
      if (!SAID_BY_VALUE.has(element.type)) twin.removeAttribute("value");
    }
    if (element instanceof HTMLTextAreaElement) twin.textContent = "";
    if (element instanceof HTMLDetailsElement && !element.open) {
      [...twin.childNodes].filter((node) => node.localName !== "summary").forEach((node) => node.remove());
    }
  };

  // What opens below the menu bar is read whether it is open or not: marked as unseen, it can be told apart.
  const FLY_OUT = "#topmenu .yuimenu";
  const keepClosed = (element, twin) => {
    if (element.matches(FLY_OUT)) twin.setAttribute("data-ecf-unseen", "");
    if (element.matches("input, textarea")) twin.remove();
  };

  // A copy of what is visible, in a document without a window: nothing in it is loaded or run.
  const visibleCopy = () => {
    const elsewhere = document.implementation.createHTMLDocument("");
    const copy = elsewhere.importNode(document.documentElement, true);
    const elements = [...document.body.querySelectorAll("*")];
    const twins = [...copy.querySelector("body, frameset").querySelectorAll("*")];
    const forms = [...document.forms];
    const kept = new Set();
    for (const element of elements) {
      if (!isVisible(element)) continue;
      for (let each = element; each && !kept.has(each); each = each.parentElement) kept.add(each);
    }
    elements.forEach((element, place) => {
      const twin = twins[place];
      if (!kept.has(element) && element.closest(FLY_OUT)) { keepClosed(element, twin); return; }
      if (!kept.has(element)) { twin.remove(); return; }
      if (!isVisible(element)) [...twin.childNodes].filter((node) => node.nodeType === 3).forEach((node) => node.remove());
      clean(element, twin, forms);
    });
    copy.querySelectorAll("script, style, link, noscript, template").forEach((element) => element.remove());
    return copy;
  };

  const look = () => {
    const unanswered = lost;
    lost = 0;
    marked = [];
    const [entry] = performance.getEntriesByType("navigation");
    return {
      unrest: "",
      document: name,
      url: location.href,
      status: entry?.responseStatus ?? 0,
      unanswered,
      html: document.body ? "<!DOCTYPE html>" + visibleCopy().outerHTML : "",
    };
  };

  // --- acting and photographing -------------------------------------------------------------------------

  const element = (document_, mark) => (document_ === name && marked[mark]?.isConnected ? marked[mark] : null);

  // The label of the menu bar's item to whose fly-out a link belongs.
  const barItem = (link) => link.closest("li.yuimenubaritem")?.querySelector("a.yuimenubaritemlabel") ?? link;

  // What a user clicks in order to tick a box: the box, or its label where the box itself is drawn by something else.
  const tickable = (box) => {
    box.scrollIntoViewIfNeeded(true);
    const { left, top, width, height } = box.getBoundingClientRect();
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    if (box === hit || [...box.labels].some((label) => label.contains(hit))) return box;
    return box.labels[0] ?? box.closest(":has(+ *)")?.nextElementSibling ?? box;
  };

  // Animations change how an element looks and nothing in the page's content; cancelled, they are gone.
  const MARKED = { outline: "3px solid #c8102e", outlineOffset: "2px", boxShadow: "0 0 0 7px rgba(255, 205, 0, .8)" };
  const CONCEALED = { color: "transparent", textShadow: "none", caretColor: "transparent" };
  const concealed = new Set();
  let looks = [];

  const giveLook = (each, look_) => {
    const animation = each.animate([look_], { duration: 1, fill: "forwards" });
    animation.finish();
    looks.push(animation);
  };

  // Prepares the page for a picture: typed secrets hidden, and the element to act on (if any) in view and marked.
  const pose = (document_, mark) => {
    const acted = element(document_, mark);
    [...concealed].filter((each) => each.isConnected).forEach((each) => giveLook(each, CONCEALED));
    acted?.scrollIntoViewIfNeeded(true);
    if (acted) giveLook(acted, MARKED);
  };
  const relax = () => { looks.forEach((animation) => animation.cancel()); looks = []; };
  const conceal = (document_, mark) => {
    const found = element(document_, mark);
    if (found) concealed.add(found);
  };

  // What the engine's selectors stand for: an element of the latest reading, or one to act on in its place.
  const parts = { itself: (found) => found, box: tickable, bar: barItem };
  const target = (document_, mark, part) => {
    const found = element(document_, mark);
    return found && parts[part](found);
  };

  const harness = Object.freeze({ settled, altered, target, pose, relax, conceal });
  Object.defineProperty(window, Symbol.for("ecf-harness"), { value: harness });
})();
