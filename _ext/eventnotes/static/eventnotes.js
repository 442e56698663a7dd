/* Sorts and filters tables of talks. A page is complete without it, and has its words. */
(() => {
  "use strict";

  const AT_ONCE = 4; // other parts asked for at a time
  const FEW = 500; // rows that are read at once
  const STEP = 100; // rows of a divided list that are shown at a time
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

  /* rows */

  // Rows are kept as HTML: thousands of elements would take long.
  const holder = document.createElement("template");
  const parse = (html) => {
    holder.innerHTML = html;
    return holder.content;
  };
  const wordsOf = (html) => {
    const text = html.replace(/<(?:[^">]|"[^"]*")*>/g, "").trim();
    return text.includes("&") ? parse(text).textContent : text;
  };

  const CELL_END = /<\/t[dh]>/g;

  // What a row can be chosen by: where that stands in it, and its value.
  const CHOICES = {
    topic: [/<span class="en-tag"[^>]*>(.*?)<\/span>/gs, wordsOf],
    format: [/<span class="en-format"[^>]*>(.*?)<\/span>/gs, wordsOf],
    year: [/<time [^>]*?datetime="([^"]{4})/g, String],
    score: [/<data class="en-score"[^>]*? value="([^"]*)"/g, (value) => String(Math.floor(value))],
    person: [/<span class="en-p"[^>]*>(.*?)<\/span>/gs, wordsOf],
    event: [/<span class="en-at"[^>]*>(.*?)<\/span>/gs, wordsOf],
    attended: [/^<tr[^>]*? data-attended="([^"]*)"/g, wordsOf],
    recording: [/^<tr[^>]*? data-recording="([^"]*)"/g, String],
  };
  const ALL_BANDS = 10; // of a plot, on however fine a scale
  const MANY = 100; // people from which only those with several talks are offered
  const WISHES = ["q", ...Object.keys(CHOICES), "rated", "sort"];

  const read = (html, part, address) => {
    const entry = {
      html, part, address, keys: {},
      // a line for each cell, so that no word is found across two of them; asked for by a search
      get text() {
        const text = fold(wordsOf(html.replace(CELL_END, "\n")));
        Object.defineProperty(entry, "text", { value: text });
        return text;
      },
    };
    for (const [name, [pattern, value]] of Object.entries(CHOICES)) {
      entry[name] = Array.from(html.matchAll(pattern), ([, found]) => value(found));
    }
    const several = html.match(/^<tr[^>]*? data-scores="([^"]*)"/)?.[1];
    entry.scores = several?.split(" ").map(Number); // as fractions
    entry.points = html.match(/<data class="en-score"[^>]*? value="([^"]*)"/)?.[1];
    return entry;
  };

  // A row, with addresses as seen from this page.
  const elementOf = ({ html, address }) => {
    const row = parse(html).firstElementChild;
    for (const element of address ? row.querySelectorAll("[href], [src]") : []) {
      const name = element.hasAttribute("href") ? "href" : "src";
      element.setAttribute(name, new URL(element.getAttribute(name), address).href);
    }
    return row;
  };

  const EXACT = Object.keys(CHOICES).filter((name) => name !== "score");
  const matches = (entry, words, state) =>
    words.every((word) => entry.text.includes(word)) &&
    EXACT.every((name) => !state[name] || entry[name].includes(state[name])) &&
    (!state.score || entry.score.some((value) => Number(value) >= Number(state.score))) &&
    (!state.rated || entry.rated.includes(state.rated));

  // What a cell is sorted by: dates and amounts as numbers, words without the quotes around them.
  const keyOf = (cell = "", key = "") => {
    if (key === "event") return wordsOf(cell.split(/<small|<time/)[0]); // without its date
    const exact = cell.match(/<(time|data) [^>]*?(?:datetime|value)="([^"]*)"/);
    if (key === "date" && !exact) return ""; // the cell of an event without one
    if (exact) return exact[1] === "time" ? Date.parse(exact[2]) : Number(exact[2]);
    const text = wordsOf(cell);
    return text.replace(/^[^\p{L}\p{N}]+/u, "") || text;
  };
  const isMissing = (key) => key === "" || Number.isNaN(key);
  const isAmount = (key) => typeof key === "number" || /^\d*$/.test(key);
  const compare = (a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b : collator.compare(a, b);

  // The same talk is the same row in any part.
  const identity = ({ html, address, text }) => {
    const link = html.match(/<a [^>]*?href="([^"]*)"/)?.[1];
    return `${link && new URL(wordsOf(link), address ?? document.baseURI)}\n${text}`;
  };

  const fetchRows = async (link, part) => {
    const answer = await fetch(link.href);
    if (!answer.ok) throw new Error(answer.statusText);
    // other lists may stand there too: ours has the same parts
    const lists = (await answer.text()).split('<nav class="en-parts"').slice(1);
    const called = textOf(link.closest("nav"));
    const same = (list) => wordsOf(`<nav${list.split("</nav>")[0]}`) === called;
    const [table] = (lists.find(same) ?? lists[0]).split("</tbody>", 1);
    const rows = table.match(/<tr[ >].*?<\/tr>/gs).slice(1); // without the head
    return rows.map((html) => read(html, part, answer.url));
  };

  /* a list */

  const enhance = (list, number, at) => {
    const words = JSON.parse(list.dataset.enWords);
    const prefix = number ? `${number + 1}.` : "";
    const tables = [...list.querySelectorAll(".en-table")]; // several if the list is grouped
    const sections = [...list.querySelectorAll("section")]; // one for each group
    const bodies = tables.map((table) => table.tBodies[0]);
    let rows = [...list.querySelectorAll(".en-table > tbody > tr")];
    const heads = [...list.querySelectorAll(".en-table th[data-key]")];
    const columns = new Map();
    for (const { dataset, cellIndex } of heads) {
      columns.set(dataset.key, cellIndex);
      if (dataset.also) columns.set(dataset.also, cellIndex);
    }
    const count = list.querySelector(".en-count");
    const plots = [...document.querySelectorAll(`[data-en-table="${at}"]`)];
    const scale = Number(plots[0]?.dataset.enScale);
    const bands = Math.min(scale, ALL_BANDS);
    const nav = list.querySelector("nav.en-parts");
    const links = [...(nav?.querySelectorAll("a[href]") ?? [])];
    const own = links.findIndex((link) => link.getAttribute("aria-current") === "page");
    const parts = links.filter((link) => link.getAttribute("aria-current") !== "page");

    const divided = parts.length > 0 && !sections.length; // else no place for others' groups

    const state = {}; // what the reader wishes; "-" before a column's key turns the order round
    let entries; // what is known of the rows, in the order of the parts and their pages
    let ordered; // the same in the order that is wished for
    let arranged = ""; // which that is
    let found; // those that fit
    let shown = rows.length; // how many of them stand in the page
    let failed = parts.length > 0 && !divided;
    let more = divided; // whether rows are still to come
    let loading = false;
    let total = rows.length; // of a divided list more, once all parts are there
    let timer;
    let changed = false; // whether the page shows other rows, or in another order, than it came with

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
    // a reload would bring back what the address does not say
    const named = number ? `${say("controls")} ${numbers.format(number + 1)}` : say("controls");
    const label = { role: "search", "aria-label": named, autocomplete: "off" };
    const form = make("form", { class: "en-filter", ...label }, input, ...selects);
    const status = make("span", { role: "status", "aria-live": "polite" });
    const clear = make("button", { type: "button", hidden: "" }, say("clear"));
    const result = make("p", { class: "en-found" }, status, " ", clear);
    list.querySelector(".en-count, .en-parts, section, .en-table").before(form, result);
    const next = make("button", { type: "button", hidden: "" });
    if (divided) tables[0].after(make("p", { class: "en-more" }, next));

    // Each row of a plot is a button: from the best score to the worst.
    const bars = plots.flatMap((plot) =>
      [...plot.querySelectorAll(".en-plot tbody tr")].map((row, place) => {
        const [cell] = row.cells;
        const score = textOf(cell);
        const value = String(bands - place);
        const attributes = { type: "button", class: "en-choose", value, "aria-pressed": "false" };
        const bar = make("button", { ...attributes, "aria-label": say("only", { score }) }, score);
        bar.addEventListener("click", () => wish({ rated: state.rated === value ? "" : value }));
        cell.replaceChildren(bar);
        return bar;
      }),
    );

    // Fills the choices. One that would not narrow anything stays hidden.
    const offer = () => {
      for (const entry of plots.length ? entries : []) {
        const scores = entry.scores ?? (entry.points ? [Number(entry.points) / scale] : []);
        entry.rated = scores.map((score) => String(Math.floor(score * bands + 0.5 + 1e-9)));
      }
      for (const select of selects) {
        const { name } = select;
        const found = entries.flatMap((entry) => entry[name]);
        // parts may be years, and those are known before their rows are
        const years = links.map(textOf).filter((text) => /^\d{4}$/.test(text));
        if (more && name === "year") found.push(...years);
        let values = [...new Set(found)].sort(collator.compare);
        const all = values;
        if (name === "person" && all.length > MANY) {
          const once = new Set();
          const several = new Set();
          for (const value of found) (once.has(value) ? several : once).add(value);
          values = all.filter((value) => several.has(value) || fold(value) === fold(state[name]));
        }
        if (name === "year" || name === "score") values.reverse();
        const shown = (value) => {
          if (name === "recording") return say("recorded");
          return name === "score" ? say("least", { score: value }) : value;
        };
        const options = values.map((value) => new Option(shown(value), value));
        select.replaceChildren(select.options[0], ...options);
        select.hidden = values.length < (entries.every((entry) => entry[name].length) ? 2 : 1);
        const known = all.find((value) => fold(value) === fold(state[name]));
        if (known || !more) state[name] = known ?? ""; // else another part may know it
        select.value = state[name];
      }
    };

    // Takes the place of the page's own count.
    const tell = (text) => {
      if (count) count.hidden = text !== "";
      if (status.textContent !== text) status.textContent = text;
    };

    /* rows */

    // Waits for a quiet moment or for the reader.
    const index = () => {
      if (entries) return;
      entries = rows.map((row) => {
        const entry = read(row.outerHTML, own);
        return divided ? entry : Object.assign(entry, { row, body: row.parentNode });
      });
      rows = undefined;
      ordered = entries;
      offer();
    };

    const sortKey = (entry, key) =>
      (entry.keys[key] ??= keyOf(entry.html.split(CELL_END)[columns.get(key)], key));

    const arrange = () => {
      if (state.sort === arranged) return;
      arranged = state.sort;
      const key = arranged.replace(/^-/, "");
      const sign = key === arranged ? 1 : -1;
      ordered = entries;
      if (key) {
        const missing = entries.filter((entry) => isMissing(sortKey(entry, key)));
        const there = entries.filter((entry) => !isMissing(sortKey(entry, key)));
        there.sort((a, b) => sign * compare(a.keys[key], b.keys[key]));
        ordered = [...there, ...missing];
      }
      for (const head of heads) {
        const { dataset } = head;
        if (!key || (dataset.key !== key && dataset.also !== key)) head.removeAttribute("aria-sort");
        else head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
        for (const button of head.children) button.toggleAttribute("data-on", button.value === key);
      }
    };

    // Shows so many of what is found; returns the first new row.
    const show = (upTo) => {
      const added = found.slice(shown, upTo).map((entry) => {
        const row = entry.row ?? elementOf(entry);
        (entry.body ?? bodies[0]).append(row);
        return row;
      });
      shown += added.length;
      next.hidden = shown === found.length;
      next.textContent = say("more", { total: found.length - shown });
      return added[0];
    };

    const apply = () => {
      index();
      const active = WISHES.some((name) => state[name]);
      if (active) gather();
      arrange();
      const sought = fold(state.q).split(/\s+/).filter(Boolean);
      const fits = (entry) => (active ? matches(entry, sought, state) : entry.part === own);
      found = ordered.filter(fits);
      if (active || changed) {
        changed = active;
        for (const body of bodies) body.replaceChildren();
        shown = 0;
        show(active && divided ? STEP : Infinity);
      }
      for (const each of sections) each.hidden = !each.querySelector("tbody > tr");
      if (nav) nav.hidden = active && !more && !failed;
      for (const bar of bars) bar.setAttribute("aria-pressed", String(bar.value === state.rated));
      clear.hidden = !WISHES.some((name) => name !== "sort" && state[name]);
      const count = found.length;
      // that all of them are shown need not be said; a part of a list says how many it has
      const text = active && (divided || count < total) ? say(count ? "shown" : "none", { count, total }) : "";
      if (loading) tell(say("loading"));
      else tell(active && failed ? [text, say("failed")].filter(Boolean).join(" · ") : text);
    };

    // Brings the rows of the other parts, once.
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
            brought.push(...(await fetchRows(part, links.indexOf(part))));
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
        // a browser may refuse this to a file, or when it is too often
      }
    };

    const wish = (wishes, pause = 0) => {
      const before = JSON.stringify(state);
      Object.assign(state, wishes);
      // a click that ends typing may be on a row, which has to stay where it is
      if (JSON.stringify(state) !== before) apply();
      clearTimeout(timer);
      if (pause) timer = setTimeout(write, pause);
      else write(); // at once: the click may lead away
    };

    const adopt = (query) => {
      clearTimeout(timer);
      const asked = new URLSearchParams(query);
      for (const name of WISHES) state[name] = asked.get(prefix + name)?.trim() ?? "";
      if (!columns.has(state.sort.replace(/^-/, ""))) state.sort = "";
      if (!bars.some(({ value }) => value === state.rated)) state.rated = "";
      input.value = state.q;
      if (entries) offer();
      if (entries || WISHES.some((name) => state[name])) apply();
    };

    const turn = (key) => {
      index();
      const amounts = entries.every((entry) => isAmount(sortKey(entry, key)));
      const [first, second] = amounts ? [`-${key}`, key] : [key, `-${key}`];
      // the third time brings back the order of the page
      wish({ sort: { [first]: second, [second]: "" }[state.sort] ?? first });
    };

    for (const head of heads) {
      const { key, also } = head.dataset;
      const names = [[key, textOf(head)], ...(also ? [[also, say(`${also}s`)]] : [])];
      const buttons = names.map(([value, column]) => {
        const title = say("sort", { column });
        const button = make("button", { type: "button", class: "en-sort", value, title }, column);
        button.addEventListener("click", () => turn(value));
        return button;
      });
      head.replaceChildren(...buttons);
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
      const { sort } = state;
      adopt(sort ? new URLSearchParams({ [`${prefix}sort`]: sort }) : "");
      write();
      input.focus(); // since the button is gone
    });
    addEventListener("popstate", () => adopt(location.search));
    next.addEventListener("click", () => show(shown + STEP).querySelector("a")?.focus());
    addEventListener("beforeprint", () => next.hidden || show(Infinity));

    list.dataset.enReady = ""; // a class would have a theme look at each element in it
    adopt(location.search);
    if (entries) return;
    if (rows.length < FEW) index();
    else (window.requestIdleCallback ?? setTimeout)(index);
  };

  /* a page */

  const lists = [...document.querySelectorAll(".en-list:is([data-en-words], [data-en-index])")];
  const ofTalks = lists.filter((list) => list.matches("[data-en-words]"));
  lists.forEach((list, number) => {
    const at = ofTalks.indexOf(list);
    if (at >= 0 && list.querySelector(".en-table > tbody > tr")) enhance(list, number, at);
  });
})();
