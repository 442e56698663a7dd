/* The light box. Links to photos open in it; without this script they lead to the pictures.

   A gallery is leafed through by itself, all other photos of a page together. The dialogue is the
   platform's: it keeps the focus inside and makes the page behind it inert. */

(() => {
  "use strict";

  const said = JSON.parse(document.currentScript.dataset.words);
  const SWIPE = 48; // CSS pixels that a finger has to move for the next photo
  const ICONS = {
    close: "M6 6l12 12M18 6L6 18",
    previous: "M15 5l-7 7 7 7",
    next: "M9 5l7 7-7 7",
    whole: "M14 5h5v5M19 5l-7 7M10 6H6a1 1 0 0 0-1 1v11a1 1 0 0 0 1 1h11a1 1 0 0 0 1-1v-4",
  };

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  const icon = (name) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    path.setAttribute("d", ICONS[name]);
    svg.append(path);
    return svg;
  };

  const button = (name, css) =>
    make("button", { type: "button", class: css, "aria-label": said[name], title: said[name] }, icon(name));

  /* -- the box --------------------------------------------------------------------------- */

  const count = make("p", { class: "en-lightbox-count", "aria-live": "polite" });
  const whole = make("a", { class: "en-lightbox-whole", target: "_blank", rel: "noopener", "aria-label": said.whole, title: said.whole }, icon("whole"));
  const close = button("close", "en-lightbox-close");
  const previous = button("previous", "en-lightbox-step en-lightbox-previous");
  const next = button("next", "en-lightbox-step en-lightbox-next");
  const before = make("div", { class: "en-lightbox-before", "aria-hidden": "true" });
  const photo = make("div", { class: "en-lightbox-photo" });
  const stage = make("div", { class: "en-lightbox-stage" }, before, photo, previous, next);
  const words = make("div", { class: "en-lightbox-words", "aria-live": "polite" });
  const bar = make("div", { class: "en-lightbox-bar" }, count, whole, close);
  const box = make("dialog", { class: "en-lightbox", "aria-label": said.photos }, bar, stage, words);

  let group = [];
  let at = 0;

  const captionOf = (link) => link.closest("figure")?.querySelector("figcaption");

  /* The words below a photo: its title, else the caption around it, and what it shows. */
  const tell = (link, alt) => {
    const lines = [];
    const caption = captionOf(link);
    if (link.dataset.title) {
      lines.push(make("p", {}, link.dataset.title));
    } else if (caption) {
      const line = make("p");
      const copy = caption.cloneNode(true);
      copy.querySelectorAll(".headerlink").forEach((mark) => mark.remove());
      copy.querySelectorAll("[id]").forEach((marked) => marked.removeAttribute("id"));
      const paragraphs = copy.querySelectorAll("p");
      for (const part of paragraphs.length ? paragraphs : [copy]) line.append(...part.childNodes, " ");
      lines.push(line);
    }
    if (alt && !lines.some((line) => line.textContent.trim() === alt)) lines.push(make("p", {}, alt));
    words.replaceChildren(...lines);
  };

  /* A copy of the picture in the page, as large as the window allows and never enlarged. */
  const enlarged = (link, image) => {
    const ratio = image.naturalWidth / image.naturalHeight || 1;
    const picture = image.closest("picture")?.cloneNode(true) ?? make("span", {}, image.cloneNode());
    const copy = picture.querySelector("img");
    if ("other" in link.dataset) picture.querySelectorAll("source").forEach((source) => source.remove());
    const widest = [...picture.querySelectorAll("source")].flatMap((source) =>
      [...source.srcset.matchAll(/ (\d+)w/g)].map((match) => Number(match[1])),
    );
    const most = Math.max(...widest, 0);
    const sizes = most ? `min(100vw, ${(100 * ratio).toFixed(1)}vh, ${most}px)` : "100vw";
    for (const source of picture.querySelectorAll("source[sizes]")) source.sizes = sizes;
    for (const name of ["class", "id", "loading", "fetchpriority"]) copy.removeAttribute(name);
    copy.src = link.href;
    copy.draggable = false;
    return picture;
  };

  const show = (index) => {
    at = Math.min(Math.max(index, 0), group.length - 1);
    const link = group[at];
    const image = link.querySelector("img");
    const there = make("img", { src: image.currentSrc || image.src, alt: "" });
    before.replaceChildren(...("other" in link.dataset ? [] : [there]));
    const picture = enlarged(link, image);
    const loaded = () => picture.isConnected && before.replaceChildren();
    photo.replaceChildren(picture);
    picture.querySelector("img").decode().then(loaded, () => {});
    whole.href = link.href;
    count.textContent = said.counter.replace("{number}", at + 1).replace("{total}", group.length);
    previous.hidden = next.hidden = count.hidden = group.length < 2;
    previous.disabled = at === 0;
    next.disabled = at === group.length - 1;
    tell(link, image.alt);
    // the neighbours' files come while this photo is looked at
    for (const other of [group[at + 1], group[at - 1]]) if (other) other.querySelector("img").loading = "eager";
  };

  const open = (link) => {
    if (!box.isConnected) document.body.append(box);
    const own = link.closest(".en-gallery");
    group = [...(own ?? document).querySelectorAll("a.en-opens")].filter((other) => own || !other.closest(".en-gallery"));
    show(group.indexOf(link));
    follow();
    box.showModal();
    close.focus({ focusVisible: false });
  };

  const step = (by) => {
    const focused = document.activeElement;
    show(at + by);
    if (focused.disabled) (focused === next ? previous : next).focus();
  };

  /* -- what a reader does ---------------------------------------------------------------- */

  for (const link of document.querySelectorAll("a.en-opens")) link.setAttribute("aria-haspopup", "dialog");

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.en-opens");
    const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!link || !plain) return;
    event.preventDefault();
    open(link);
  });

  previous.addEventListener("click", () => step(-1));
  next.addEventListener("click", () => step(1));
  close.addEventListener("click", () => box.close());
  stage.addEventListener("click", (event) => {
    if (!event.target.closest("img, button")) box.close();
  });
  words.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link?.hash || link.href.split("#")[0] !== location.href.split("#")[0]) return;
    group = []; // the page is to stay where the link leads
    box.close();
  });
  box.addEventListener("close", () => {
    const link = group[at];
    photo.replaceChildren();
    before.replaceChildren();
    link?.focus();
    link?.scrollIntoView({ block: "nearest" });
  });

  /* The key to the right, and a finger that moves to the left, lead on; where one reads the other
     way, they lead back. */
  const onward = () => (getComputedStyle(box).direction === "rtl" ? -1 : 1);

  /* Heard before anything else: Sphinx's search keeps Escape from the platform, and a click
     between the photos takes the focus out of the box. */
  const press = (event) => {
    if (!box.open || event.metaKey || event.ctrlKey || event.altKey) return;
    const moves = {
      Escape: () => box.close(),
      ArrowRight: () => step(onward()),
      ArrowLeft: () => step(-onward()),
      Home: () => step(-at),
      End: () => step(group.length - 1 - at),
    };
    if (!moves[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    moves[event.key]();
  };
  document.addEventListener("keydown", press, { capture: true });

  /* In a window that has been zoomed, a finger moves the window, in any direction. */
  const zoomed = () => (window.visualViewport?.scale ?? 1) > 1.01;
  const follow = () => box.classList.toggle("en-zoomed", zoomed());
  window.visualViewport?.addEventListener("resize", follow);

  let start = null;
  const settle = () => {
    start = null;
    photo.classList.remove("en-moved");
    photo.style.transform = "";
  };
  stage.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" || event.target.closest("button")) return;
    settle(); // a second finger has come to zoom
    if (event.isPrimary && !zoomed()) start = { x: event.clientX, y: event.clientY };
  });
  stage.addEventListener("pointermove", (event) => {
    if (!start || !event.isPrimary) return;
    photo.classList.add("en-moved");
    photo.style.transform = `translateX(${event.clientX - start.x}px)`;
  });
  stage.addEventListener("pointerup", (event) => {
    if (!start || !event.isPrimary) return;
    const [dx, dy] = [event.clientX - start.x, event.clientY - start.y];
    settle();
    if (Math.abs(dx) < SWIPE || Math.abs(dx) < Math.abs(dy)) return;
    step(Math.sign(-dx) * onward());
  });
  stage.addEventListener("pointercancel", settle);
})();
