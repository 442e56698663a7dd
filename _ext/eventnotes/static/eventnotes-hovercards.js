/* Shows what a reference leads to, under the pointer or the focus, in a popover that the browser
   places. A page is complete without it, as where there is no pointer that can hover. */
(() => {
  "use strict";

  const OPENS = 350; // milliseconds that the pointer rests before a card is shown
  const CLOSES = 250; // in which it may get from a reference to its card
  const REFERENCES =
    ":is(a.en-ref, a.reference.internal):is([href*='#event-'], [href*='#talk-'], [href*='#person-'], [href*='#org-'], [href*='#topic-'], [href*='#series-'], [href*='#year-'], [href*='#link-'])";

  const root = new URL("../", document.currentScript.src);
  const main = document.querySelector("[role=main], main") ?? document.body;
  const hovers = matchMedia("(hover: hover) and (pointer: fine)");
  if (!HTMLElement.prototype.showPopover || !CSS.supports("position-area", "end")) return;

  /* -- the cards, in files that are asked for when they are wanted ---------------------------- */

  const files = new Map();
  let arrived;
  window.eventnotesCards = (what) => { arrived = what; };
  const ask = (name) => {
    if (!files.has(name)) {
      const asked = new Promise((resolve) => {
        const script = document.createElement("script");
        script.src = new URL(`hovercards/${name}.js`, root).href;
        script.onload = () => resolve(arrived);
        script.onerror = () => resolve(undefined);
        document.head.append(script);
      });
      files.set(name, asked);
    }
    return files.get(name);
  };

  // CRC-32, as in zlib; an address has no letters beyond ASCII.
  const checksum = (text) => {
    let sum = -1;
    for (let at = 0; at < text.length; at += 1) {
      sum ^= text.charCodeAt(at);
      for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
    }
    return ~sum >>> 0;
  };

  const cardOf = async (link) => {
    const address = link.href;
    if (!address.startsWith(root.href)) return undefined;
    const key = address
      .slice(root.href.length)
      .replace(/\?[^#]*(?=#)/, "")
      .replace(/(?:(^|\/)index)?\.html?(?=#)/, "$1");
    const number = await ask("index");
    return number && (await ask(checksum(key) % number))?.[key];
  };

  /* -- the popover ----------------------------------------------------------------------------- */

  const make = (tag, name, text = "") => {
    const made = document.createElement(tag);
    made.className = name;
    made.textContent = text;
    if (text) made.dir = "auto";
    return made;
  };

  const stars = ([halves, most, text]) => {
    const made = make("p", "en-score", text);
    const drawn = make("span", `en-stars en-of-${most} en-halves-${halves}`);
    drawn.setAttribute("aria-hidden", "true");
    made.prepend(drawn);
    return made;
  };

  const fill = ({ title, language, facts = [], score, said, list = [] }) => {
    const head = make("p", "en-hovercard-title", title);
    if (language) head.lang = language;
    const shown = [head, ...facts.map((fact) => make("p", "", fact))];
    if (score) shown.push(stars(score));
    if (said) shown.push(make("p", "en-reason", said));
    shown.push(...list.map((each) => make("p", "en-hovercard-talk", each)));
    box.replaceChildren(...shown);
  };

  const box = make("div", "en-hovercard");
  box.id = "en-hovercard";
  box.popover = "manual";
  box.setAttribute("role", "tooltip");
  document.body.append(box);

  let wanted; // the reference whose card is shown, or about to be
  let shown; // the one whose card is
  let dismissed; // the one under the pointer that a reader wants none of
  let timer;

  const hide = () => {
    clearTimeout(timer);
    wanted = undefined;
    if (!shown) return;
    shown.classList.remove("en-hovered");
    shown.removeAttribute("aria-describedby");
    shown = undefined;
    box.hidePopover();
  };

  const show = async (link) => {
    const card = await cardOf(link);
    if (wanted !== link || !card || !link.isConnected) return;
    if (shown) {
      hide();
      wanted = link;
    }
    fill(card);
    shown = link;
    link.classList.add("en-hovered"); // by which the style sheet places the card
    link.setAttribute("aria-describedby", box.id);
    box.showPopover();
  };

  const want = (link) => {
    if (link === wanted || link === dismissed) return;
    clearTimeout(timer);
    wanted = link;
    cardOf(link); // so that it is there in time
    timer = setTimeout(show, OPENS, link);
  };

  const leave = () => {
    clearTimeout(timer);
    wanted = shown;
    if (shown) timer = setTimeout(hide, CLOSES);
  };

  const stay = () => {
    clearTimeout(timer);
    wanted = shown;
  };

  const referenceAt = (target) => {
    const link = hovers.matches && target.closest?.(REFERENCES);
    const fits = link && main.contains(link) && !link.closest("nav, dialog");
    return fits && !link.hasAttribute("aria-describedby") ? link : undefined;
  };

  /* -- what a reader does: WCAG 2.2, 1.4.13: it can be dismissed, pointed at, and stays ---------- */

  document.addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType === "touch") return;
    if (!dismissed?.contains(target)) dismissed = undefined;
    const link = referenceAt(target);
    if (box.contains(target) || shown?.contains(target)) stay();
    else if (link) want(link);
    else if (wanted && wanted !== document.activeElement) leave();
  });
  document.documentElement.addEventListener("pointerleave", () => {
    if (wanted && wanted !== document.activeElement) leave();
  });
  document.addEventListener("focusin", ({ target }) => {
    const link = target.matches?.(":focus-visible") && referenceAt(target);
    if (link) want(link);
  });
  document.addEventListener("focusout", ({ target }) => {
    if (target === wanted && !box.matches(":hover")) leave();
  });
  document.addEventListener("pointerdown", ({ target }) => {
    if (!box.contains(target)) hide();
  });
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !shown) return;
      event.preventDefault();
      dismissed = shown;
      hide();
    },
    true,
  );
  addEventListener("pagehide", hide);
})();
