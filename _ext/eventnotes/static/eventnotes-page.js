/* Helps a reader of a long page: copies the address of a heading, says which section is being read,
   and moves notes up to the line that they belong to. A page is complete without it. */
(() => {
  "use strict";

  const READ_AT = 0.25; // of the window's height: what begins above this line is being read
  const SAID = 2500; // milliseconds that a message stays
  const GAP = 10; // pixels between two notes
  const PASSES = 3; // how often notes are placed until none moves any more

  const words = document.currentScript.dataset;
  const main = document.querySelector("[role=main], main") ?? document.body;
  const near = (a, b) => Math.abs(a - b) < 1;

  // What is measured once a frame is on the screen costs no layout of its own.
  const afterPaint = (task) => requestAnimationFrame(() => setTimeout(task));

  const nameIn = ({ hash }) => {
    try {
      return decodeURIComponent(hash.slice(1));
    } catch {
      return ""; // as of #100%
    }
  };

  /* -- the address of a heading --------------------------------------------------------- */

  const told = document.createElement("div");
  told.className = "en-told";
  told.setAttribute("role", "status");
  document.body.append(told);
  let forgetting = 0;
  const tell = (text) => {
    clearTimeout(forgetting);
    told.textContent = "";
    // a text that was there before is not read out again
    setTimeout(() => { told.textContent = text; }, 50);
    forgetting = setTimeout(() => { told.textContent = ""; }, SAID);
  };

  // The link still leads to its heading, so nothing is lost where it can't be copied.
  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.("a.headerlink");
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link || !plain || !navigator.clipboard) return;
    try {
      await navigator.clipboard.writeText(link.href);
      tell(words.enCopied);
    } catch {
      // not allowed here
    }
  });

  /* -- which section is being read ------------------------------------------------------ */

  // A heading in a frame, as of an example, is no section of the page.
  const isOwn = (heading) => {
    let outer = heading.parentElement;
    while (outer.parentElement.tagName === "SECTION") outer = outer.parentElement;
    return !outer.parentElement.closest("section");
  };
  const headings = Array.from(
    main.querySelectorAll("section[id] > :is(h1, h2, h3, h4, h5, h6)"),
  ).filter(isOwn);

  const titleOf = (heading) =>
    Array.from(heading.childNodes)
      .filter((node) => !node.matches?.(".headerlink, .footnote-reference"))
      .map((node) => node.textContent)
      .join("");

  const contents = document.querySelector(".en-contents");
  const entries = new Map(
    Array.from(contents?.querySelectorAll("a") ?? [], (link) => [nameIn(link), link]),
  );
  contents?.classList.add("en-follows");

  // furo's bar at the top of a narrow window
  const bar = document.querySelector(".mobile-header .header-center");
  const here = document.createElement("a");
  here.className = "en-here";
  here.hidden = true;

  const lastAbove = (line) => {
    let low = 0;
    let high = headings.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (headings[middle].getBoundingClientRect().top <= line) low = middle + 1;
      else high = middle;
    }
    return headings[low - 1];
  };

  const keepInSight = (link) => {
    const pane = link.closest(".sidebar-scroll");
    if (!pane) return;
    const [inner, outer] = [link.getBoundingClientRect(), pane.getBoundingClientRect()];
    if (inner.top >= outer.top && inner.bottom <= outer.bottom) return;
    pane.scrollTop += inner.top - outer.top - outer.height / 3;
  };

  // A page that can be scrolled no further: what was asked for, or its end.
  const lastOnScreen = (height) => {
    const asked = headings.find((heading) => heading.parentElement.matches(":target"));
    const top = asked?.getBoundingClientRect().top ?? -1;
    return top >= 0 && top < height ? asked : headings.at(-1);
  };

  let current;
  const follow = () => {
    const { scrollHeight, scrollTop, clientHeight } = document.documentElement;
    const atEnd = scrollTop > 0 && scrollTop + clientHeight >= scrollHeight - 2;
    const heading = atEnd ? lastOnScreen(clientHeight) : lastAbove(clientHeight * READ_AT);
    if (heading === current) return;
    current = heading;
    for (const link of entries.values()) link.removeAttribute("aria-current");
    const entry = heading && entries.get(heading.parentElement.id);
    if (entry) {
      entry.setAttribute("aria-current", "true");
      afterPaint(() => keepInSight(entry));
    }
    here.hidden = !heading || heading === headings[0];
    if (!here.hidden) {
      here.href = `#${heading.parentElement.id}`;
      if (!here.isConnected) bar?.append(here);
      here.textContent = titleOf(heading);
    }
  };

  let waiting = false;
  const onScroll = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      follow();
    });
  };
  if (headings.length > 1 && (contents || bar)) {
    addEventListener("scroll", onScroll, { passive: true });
    addEventListener("resize", onScroll, { passive: true });
    afterPaint(follow);
  }

  /* -- the talks of an event, over the text, where the link to them stays in sight ----------- */

  const toTalks = main.querySelector(".en-to-talks");
  const talks = toTalks && document.getElementById(nameIn(toTalks));
  const sheet = document.createElement("dialog");
  sheet.className = "en-sheet";
  sheet.setAttribute("aria-label", toTalks?.textContent ?? "");
  const openTalks = () => {
    if (!sheet.firstChild) {
      const close = document.createElement("button");
      close.type = "button";
      close.textContent = words.enClose;
      const copy = talks.cloneNode(true);
      copy.removeAttribute("id");
      copy.open = true;
      sheet.append(close, copy);
      main.append(sheet);
      sheet.addEventListener("click", (event) => {
        const { target } = event;
        const link = target.closest("a");
        if (link || target === sheet || target === close) sheet.close();
        if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault(); // a browser may scroll back to where the sheet was opened
        document.getElementById(nameIn(link))?.scrollIntoView();
        location.hash = link.hash;
      });
    }
    for (const link of sheet.querySelectorAll("li a")) {
      if (current && nameIn(link) === current.parentElement.id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    sheet.showModal();
    sheet.querySelector("[aria-current]")?.scrollIntoView({ block: "center" });
  };
  if (talks && sheet.showModal) {
    toTalks.addEventListener("click", (event) => {
      event.preventDefault();
      openTalks();
    });
  }

  // furo's menu on a narrow window opens where the page is in it
  const menu = document.getElementById("__navigation");
  menu?.addEventListener("change", () => {
    const page = menu.checked && document.querySelector(".sidebar-tree .current-page > .reference");
    if (page) keepInSight(page);
  });

  /* -- notes ---------------------------------------------------------------------------- */

  const openTarget = () => {
    const target = document.getElementById(nameIn(location));
    const note = target?.closest("details.en-note") ?? target?.closest(".en-entry")?.querySelector("details");
    if (note) note.open = true;
  };
  addEventListener("hashchange", openTarget);
  openTarget();

  const lineOf = (reference) => {
    const before = reference.previousSibling;
    if (before?.nodeType !== Node.TEXT_NODE || !before.length) {
      return reference.getBoundingClientRect();
    }
    const letter = document.createRange();
    letter.setStart(before, before.length - 1);
    letter.setEnd(before, before.length);
    return letter.getBoundingClientRect();
  };

  // what the style sheet sets beside talks stays there; what mentions them gives way as notes do
  const SET = ".en-talk > .en-facts > a, .en-criteria, .h-event > .en-cited";
  const column = Array.from(main.querySelectorAll(`details.en-beside, ${SET}`), (note) => {
    const text = note.querySelector(".en-note-text");
    const to = text && `a.footnote-reference[href="#${CSS.escape(text.id)}"]`;
    return { note, text, reference: to && main.querySelector(to), shift: 0 };
  }).filter(({ text, reference }) => !text || reference);
  const beside = column.filter(({ reference }) => reference);

  const place = () => {
    const floating = getComputedStyle(beside[0].note).float !== "none";
    main.classList.toggle("en-aligned", floating);
    if (!floating) {
      for (const each of column) {
        each.shift = 0;
        each.lift = undefined;
        each.note.style.removeProperty("margin-block-start");
      }
      return true;
    }
    let end = -Infinity;
    let moved = false;
    const places = column.map((each) => {
      const { note, text, reference } = each;
      const box = note.getBoundingClientRect();
      let wanted;
      if (reference) {
        const line = lineOf(reference);
        wanted = (line.top + line.bottom - parseFloat(getComputedStyle(text).lineHeight)) / 2;
      } else {
        const style = getComputedStyle(note);
        if (style.float === "none") return each.shift;
        if (!note.matches("details")) {
          end = Math.max(end, box.bottom);
          return each.shift;
        }
        each.lift ??= each.shift = parseFloat(style.marginBlockStart);
        wanted = box.top - each.shift + each.lift;
      }
      const top = Math.max(wanted, end + GAP);
      end = top + box.height;
      return top - (box.top - each.shift);
    });
    column.forEach((each, number) => {
      if (near(places[number], each.shift)) return;
      moved = true;
      each.shift = places[number];
      each.note.style.setProperty("margin-block-start", `${each.shift}px`);
    });
    return !moved;
  };

  const placeAll = () => {
    for (let pass = 0; pass < PASSES && !place(); pass += 1);
  };
  if (beside.length) {
    const observer = new ResizeObserver(placeAll);
    for (const { note } of column) observer.observe(note);
    observer.observe(main);
    document.fonts.ready.then(() => afterPaint(placeAll));
  }
})();
