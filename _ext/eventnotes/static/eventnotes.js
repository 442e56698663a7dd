/* Lets a reader sort and filter tables of talks. A page is complete without it, and every word that
   it shows comes from the page (data-en-words), so that translations reach it. */
(() => {
  "use strict";

  const AT_ONCE = 4; // other parts asked for at a time
  const FEW = 500; // rows that are read at once, since controls that come late would disturb more
  const PAUSE = 250; // milliseconds without a key after which the address follows the text

  const language = document.documentElement.lang || undefined;
  const collator = new Intl.Collator(language, { numeric: true });
  const numbers = new Intl.NumberFormat(language);

  // Upper case folds what lower case keeps apart: ß and ss, the two small sigmas.
  const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toUpperCase();
  const textOf = (element) => element?.textContent.trim() ?? "";

  const make = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  /* -- rows ------------------------------------------------------------------------------ */

  // What a row can be chosen by: where that stands in it, and its value.
  const CHOICES = {
    topic: [".en-tag", textOf],
    format: [".en-format", textOf],
    year: ["time", (time) => time.dateTime.slice(0, 4)],
    score: ["data.en-score", (data) => String(Math.floor(data.value))],
  };
  const WISHES = ["q", ...Object.keys(CHOICES), "sort"];

  const read = (row, body, part) => {
    // a line for each cell, so that no word is found across two of them
    const text = fold(Array.from(row.cells, (cell) => cell.textContent).join("\n"));
    const entry = { row, body, part, text, shown: !row.hidden, keys: {} };
    for (const [name, [selector, value]] of Object.entries(CHOICES)) {
      entry[name] = Array.from(row.querySelectorAll(selector), (found) => value(found));
    }
    return entry;
  };

  const matches = (entry, words, { topic, format, year, score }) =>
    words.every((word) => entry.text.includes(word)) &&
    (!topic || entry.topic.includes(topic)) &&
    (!format || entry.format.includes(format)) &&
    (!year || entry.year.includes(year)) &&
    (!score || entry.score.some((value) => Number(value) >= Number(score)));

  // What a cell is sorted by: dates and amounts as numbers, words without the quotes around them.
  const keyOf = (cell) => {
    const exact = cell?.querySelector("time[datetime], data[value]");
    if (exact) return exact.dateTime ? Date.parse(exact.dateTime) : Number(exact.value);
    return textOf(cell).replace(/^[^\p{L}\p{N}]+/u, "") || textOf(cell);
  };
  const isMissing = (key) => key === "" || Number.isNaN(key);
  const isAmount = (key) => typeof key === "number" || /^\d*$/.test(key);
  const compare = (a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b : collator.compare(a, b);

  // The same talk says the same and leads to the same place, whichever part it stands in.
  const identity = ({ row, text }) => `${row.querySelector("a[href]")?.href}\n${text}`;

  // Returns the rows of another part, hidden, with addresses that no longer depend on its own.
  const fetchRows = async (link) => {
    const answer = await fetch(link.href);
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    // other lists may stand there too: ours has the same parts
    const navs = [...page.querySelectorAll(".en-list nav.en-parts")];
    const nav = navs.find((other) => textOf(other) === textOf(link.closest("nav"))) ?? navs[0];
    const rows = [...nav.closest(".en-list").querySelectorAll(".en-table > tbody > tr")];
    for (const row of rows) {
      row.hidden = true;
      for (const element of row.querySelectorAll("[href], [src]")) {
        const name = element.hasAttribute("href") ? "href" : "src";
        element.setAttribute(name, new URL(element.getAttribute(name), answer.url).href);
      }
    }
    return rows;
  };

  /* -- a list ---------------------------------------------------------------------------- */

  const enhance = (list, number) => {
    const words = JSON.parse(list.dataset.enWords);
    const prefix = number ? `${number + 1}.` : "";
    const tables = [...list.querySelectorAll(".en-table")]; // several if the list is grouped
    const sections = [...list.querySelectorAll("section")]; // one for each group
    const rows = [...list.querySelectorAll(".en-table > tbody > tr")];
    const heads = [...list.querySelectorAll(".en-table th[data-key]")];
    const columns = new Map(heads.map((head) => [head.dataset.key, head.cellIndex]));
    const count = list.querySelector(".en-count");
    const nav = list.querySelector("nav.en-parts");
    const links = [...(nav?.querySelectorAll("a[href]") ?? [])];
    const own = links.findIndex((link) => link.getAttribute("aria-current") === "page");
    const parts = links.filter((link) => link.getAttribute("aria-current") !== "page");

    const state = {}; // what the reader wishes; "-" before a column's key turns the order round
    let entries; // what is known of the rows, in the order of the parts and their pages
    let arranged = ""; // the order they stand in
    let failed = parts.length > 0 && sections.length > 0; // there is no place for others' groups
    let more = parts.length > 0 && !failed; // whether rows are still to come
    let loading = false;
    let total = rows.length; // of a divided list more, which is known when all parts are there
    let timer;

    // What has a number in it is there by plural category, and the form goes with the total.
    const plurals = new Intl.PluralRules(words.language);
    const say = (word, values = {}) => {
      const forms = words[word] ?? "";
      const form = forms[plurals.select(values.total ?? 0)] ?? forms.other ?? forms;
      return form.replace(/\{(\w+)\}/g, (place, name) => {
        const value = values[name] ?? place;
        return typeof value === "number" ? numbers.format(value) : value;
      });
    };

    /* controls */

    const prompt = say("filter", { total });
    const input = make("input", { type: "search", placeholder: prompt, "aria-label": prompt });
    const selects = Object.keys(CHOICES).map((name) => {
      const all = new Option(say(name), "");
      return make("select", { name, "aria-label": say(`${name}s`), hidden: "" }, all);
    });
    // no autocomplete: a reload would bring back what the address does not say
    const named = number ? `${say("controls")} ${numbers.format(number + 1)}` : say("controls");
    const label = { role: "search", "aria-label": named, autocomplete: "off" };
    const form = make("form", { class: "en-filter", ...label }, input, ...selects);
    const status = make("span", { role: "status", "aria-live": "polite" });
    const clear = make("button", { type: "button", hidden: "" }, say("clear"));
    const result = make("p", { class: "en-found" }, status, " ", clear);
    list.querySelector(".en-count, .en-parts, section, .en-table").before(form, result);

    // Fills the choices. One that would not narrow anything stays hidden.
    const offer = () => {
      for (const select of selects) {
        const { name } = select;
        const found = entries.flatMap((entry) => entry[name]);
        // parts may be years, and those are known before their rows are
        const years = links.map(textOf).filter((text) => /^\d{4}$/.test(text));
        if (more && name === "year") found.push(...years);
        const values = [...new Set(found)].sort(collator.compare);
        if (name === "year" || name === "score") values.reverse();
        const shown = (score) => (name === "score" ? say("least", { score }) : score);
        const options = values.map((value) => new Option(shown(value), value));
        select.replaceChildren(select.options[0], ...options);
        select.hidden = values.length < (entries.every((entry) => entry[name].length) ? 2 : 1);
        const known = values.find((value) => fold(value) === fold(state[name]));
        if (known || !more) state[name] = known ?? ""; // else another part may know it
        select.value = state[name];
      }
    };

    // Takes the place of the page's own count. What is said twice is read out twice.
    const tell = (text) => {
      if (count) count.hidden = text !== "";
      if (status.textContent !== text) status.textContent = text;
    };

    /* rows */

    // Takes a while with many rows, so it waits for a quiet moment or for the reader.
    const index = () => {
      if (entries) return;
      entries = rows.map((row) => read(row, row.parentNode, own));
      offer();
    };

    const sortKey = (entry, key) => (entry.keys[key] ??= keyOf(entry.row.cells[columns.get(key)]));

    const arrange = () => {
      if (state.sort === arranged) return;
      arranged = state.sort;
      const key = arranged.replace(/^-/, "");
      const sign = key === arranged ? 1 : -1;
      let order = entries;
      if (key) {
        const missing = entries.filter((entry) => isMissing(sortKey(entry, key)));
        const there = entries.filter((entry) => !isMissing(sortKey(entry, key)));
        there.sort((a, b) => sign * compare(a.keys[key], b.keys[key]));
        order = [...there, ...missing];
      }
      const bodies = new Map(entries.map(({ body }) => [body, new DocumentFragment()]));
      // emptied first: taking out row by row is slower, and line breaks left behind slow it further
      for (const body of bodies.keys()) body.replaceChildren();
      for (const { row, body } of order) bodies.get(body).append(row);
      for (const [body, fragment] of bodies) body.append(fragment);
      for (const head of heads) {
        if (head.dataset.key !== key) head.removeAttribute("aria-sort");
        else head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
      }
    };

    const apply = () => {
      index();
      const active = WISHES.some((name) => state[name]);
      if (active) gather();
      arrange();
      const sought = fold(state.q).split(/\s+/).filter(Boolean);
      let found = 0;
      for (const entry of entries) {
        const shown = (active || entry.part === own) && matches(entry, sought, state);
        if (shown !== entry.shown) entry.row.hidden = !shown;
        entry.shown = shown;
        if (shown) found += 1;
      }
      for (const each of sections) each.hidden = !each.querySelector("tbody > tr:not([hidden])");
      if (nav) nav.hidden = active && !more && !failed;
      clear.hidden = !active;
      const text = active ? say(found ? "shown" : "none", { count: found, total }) : "";
      if (loading) tell(say("loading"));
      else tell(active && failed ? `${text} · ${say("failed")}` : text);
    };

    // Brings the rows of the other parts, once and only for who filters or sorts.
    const gather = async () => {
      if (!more || loading) return;
      index();
      loading = true;
      tell(say("loading"));
      const brought = [];
      const queue = [...parts];
      const ask = async () => {
        for (let part = queue.shift(); part; part = queue.shift()) {
          try {
            const others = await fetchRows(part);
            const place = links.indexOf(part);
            for (const row of others) brought.push(read(row, rows[0].parentNode, place));
          } catch {
            failed = true;
          }
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, ask));
      const known = new Map([...brought, ...entries].map((entry) => [identity(entry), entry]));
      entries = [...known.values()].sort((a, b) => a.part - b.part);
      total = entries.length;
      arranged = undefined;
      loading = more = false;
      offer();
      apply();
    };

    /* what the reader wishes, and the address that says it */

    const write = () => {
      const address = new URL(location.href);
      for (const name of WISHES) {
        if (state[name]) address.searchParams.set(prefix + name, state[name]);
        else address.searchParams.delete(prefix + name);
      }
      try {
        history.replaceState(history.state, "", address);
      } catch {
        // a browser may refuse this to a file, or when it is too often: only the address suffers
      }
    };

    const wish = (wishes, pause = 0) => {
      Object.assign(state, wishes);
      apply();
      clearTimeout(timer);
      if (pause) timer = setTimeout(write, pause);
      else write(); // at once: a click that ends typing may lead away
    };

    const adopt = (query) => {
      clearTimeout(timer);
      const asked = new URLSearchParams(query);
      for (const name of WISHES) state[name] = asked.get(prefix + name)?.trim() ?? "";
      if (!columns.has(state.sort.replace(/^-/, ""))) state.sort = "";
      input.value = state.q;
      if (entries) offer();
      if (entries || WISHES.some((name) => state[name])) apply();
    };

    const turn = (key) => {
      index();
      const amounts = entries.every((entry) => isAmount(sortKey(entry, key)));
      const [first, second] = amounts ? [`-${key}`, key] : [key, `-${key}`];
      wish({ sort: state.sort === first ? second : first });
    };

    for (const head of heads) {
      const title = say("sort", { column: textOf(head) });
      const button = make("button", { type: "button", class: "en-sort", title });
      button.append(...head.childNodes);
      button.addEventListener("click", () => turn(head.dataset.key));
      head.append(button);
    }
    form.addEventListener("submit", (event) => event.preventDefault());
    input.addEventListener("input", () => wish({ q: input.value.trim() }, PAUSE));
    input.addEventListener("change", () => wish({ q: input.value.trim() }));
    for (const select of selects) {
      select.addEventListener("change", () => wish({ [select.name]: select.value }));
      // who opens a choice wants to see all of it
      select.addEventListener("pointerdown", gather);
      select.addEventListener("keydown", ({ key }) => key === "Tab" || gather());
    }
    clear.addEventListener("click", () => {
      adopt("");
      write();
      input.focus(); // since the button is gone
    });
    addEventListener("popstate", () => adopt(location.search));

    list.classList.add("en-ready");
    if (total >= FEW) for (const table of tables) table.classList.add("en-long");
    adopt(location.search);
    if (rows.length < FEW) index();
    else (window.requestIdleCallback ?? setTimeout)(index);
  };

  /* -- a page ---------------------------------------------------------------------------- */

  const lists = [...document.querySelectorAll(".en-list[data-en-words]")];
  lists.filter((list) => list.querySelector(".en-table > tbody > tr")).forEach(enhance);

  // What moved to another part has left a link behind, so that old addresses keep working.
  const follow = () => {
    const link = document.getElementById(location.hash.slice(1));
    if (link?.matches("a[data-en-moved]")) location.replace(link.href);
  };
  addEventListener("hashchange", follow);
  follow();
})();
