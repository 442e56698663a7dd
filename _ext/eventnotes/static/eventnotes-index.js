/* Filters and sorts an index of names, and leads on from the old address of what has moved to a page
   of its own. A page is complete without it, and has its words. */
(() => {
  "use strict";

  const PAUSE = 250; // milliseconds without a key after which the address follows the text
  const WISHES = ["q", "year", "sort"];

  const language = document.documentElement.lang || undefined;
  const collator = new Intl.Collator(language, { numeric: true });
  const numbers = new Intl.NumberFormat(language);

  // Upper case folds what lower case keeps apart: ß and ss, the two small sigmas.
  const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toUpperCase();

  const make = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  const nameOf = (item) => {
    const named = item.querySelector(":scope > :is(a, h1, h2, h3, h4, h5, h6), .en-line > a");
    return Array.from(named?.childNodes ?? [])
      .filter((node) => !node.matches?.(".headerlink"))
      .map((node) => node.textContent)
      .join("");
  };

  /* a list */

  const enhance = (list, number) => {
    const words = JSON.parse(list.dataset.enIndex);
    const prefix = number ? `${number + 1}.` : "";
    const items = [...list.querySelectorAll(".en-entry, .en-names > li")].map((item) => ({
      item,
      home: item.parentElement,
      years: (item.dataset.years ?? "").split(" ").filter(Boolean),
      count: Number(item.dataset.talks ?? item.dataset.places ?? 0),
      last: item.dataset.last ?? "",
    }));
    const homes = [...new Set(items.map(({ home }) => home))];
    const marks = new Map(homes.map((home) => [home, document.createComment("")]));
    for (const [home, mark] of marks) items.find((each) => each.home === home).item.before(mark);
    const inLetters = homes[0].matches(".en-names"); // of a list that is divided
    const letters = list.querySelector(".en-letters");
    const state = {};
    let timer;

    const plurals = new Intl.PluralRules(words.language);
    const say = (word, values = {}) => {
      const forms = words[word];
      const form = forms[plurals.select(values.total ?? 0)] ?? forms.other ?? forms;
      return form.replace(/\{(\w+)\}/g, (place, name) => {
        const value = values[name] ?? place;
        return typeof value === "number" ? numbers.format(value) : value;
      });
    };

    /* controls */

    const total = items.length;
    const prompt = say("filter", { total });
    const input = make("input", { type: "search", placeholder: prompt, "aria-label": prompt });
    const years = [...new Set(items.flatMap((each) => each.years))].sort().reverse();
    const choose = (name, values) => {
      const options = values.map((value) => new Option(value ? words[value] ?? value : words[name], value));
      return make("select", { name, "aria-label": words[`${name}s`] }, ...options);
    };
    const year = choose("year", ["", ...years]);
    year.hidden = years.length < 2;
    const orders = ["name", "-talks", "-places", "-last"].filter((order) => words[order]);
    const sort = choose("sort", ["", ...orders]);
    const status = make("span", { role: "status", "aria-live": "polite" });
    const clear = make("button", { type: "button", hidden: "" }, words.clear);
    const result = make("p", { class: "en-found" }, status, " ", clear);
    const named = number ? `${words.controls} ${numbers.format(number + 1)}` : words.controls;
    const attributes = { class: "en-filter", role: "search", "aria-label": named, autocomplete: "off" };
    const form = make("form", attributes, input, year, sort, result);
    const first = inLetters ? list.querySelector(".en-parts") : letters;
    (first ?? homes[0].closest(".en-list > *") ?? marks.get(homes[0])).before(form);

    /* what is seen */

    const BY = {
      name: (a, b) => collator.compare((a.name ??= nameOf(a.item)), (b.name ??= nameOf(b.item))),
      "-talks": (a, b) => b.count - a.count,
      "-places": (a, b) => b.count - a.count,
      "-last": (a, b) => (a.last < b.last) - (a.last > b.last),
    };

    const arrange = () => {
      const ordered = BY[state.sort] ? [...items].sort(BY[state.sort]) : items;
      const joined = inLetters && state.sort !== "";
      for (const home of homes) {
        const own = joined ? (home === homes[0] ? ordered : []) : ordered.filter((each) => each.home === home);
        marks.get(home).after(...own.map(({ item }) => item));
      }
    };

    const apply = () => {
      const sought = fold(state.q).split(/\s+/).filter(Boolean);
      let count = 0;
      for (const each of items) {
        const { item } = each;
        const fits =
          (!state.year || each.years.includes(state.year)) &&
          (!sought.length || sought.every((word) => (each.text ??= fold(item.textContent)).includes(word)));
        item.hidden = !fits;
        if (fits) count += 1;
      }
      for (const home of homes) {
        const empty = !home.querySelector(":scope > :is(.en-entry, li):not([hidden])");
        if (home !== list) home.hidden = empty;
        const label = inLetters && home.previousElementSibling;
        if (label) label.hidden = empty || state.sort !== "";
      }
      const narrowed = count < total;
      if (letters) letters.hidden = narrowed || state.sort !== "";
      clear.hidden = !state.q && !state.year;
      const text = narrowed ? say(count ? "shown" : "none", { count, total }) : "";
      if (status.textContent !== text) status.textContent = text;
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
      const { sort: before } = state;
      Object.assign(state, wishes);
      if (state.sort !== before) arrange();
      apply();
      clearTimeout(timer);
      if (pause) timer = setTimeout(write, pause);
      else write(); // at once: the click may lead away
    };

    const adopt = (query) => {
      clearTimeout(timer);
      const asked = new URLSearchParams(query);
      for (const name of WISHES) state[name] = asked.get(prefix + name)?.trim() ?? "";
      if (!orders.includes(state.sort)) state.sort = "";
      if (!years.includes(state.year)) state.year = "";
      input.value = state.q;
      year.value = state.year;
      sort.value = state.sort;
      arrange();
      apply();
    };

    form.addEventListener("submit", (event) => event.preventDefault());
    input.addEventListener("input", () => wish({ q: input.value.trim() }, PAUSE));
    input.addEventListener("change", () => wish({ q: input.value.trim() }));
    for (const select of [year, sort]) {
      select.addEventListener("change", () => wish({ [select.name]: select.value }));
    }
    clear.addEventListener("click", () => {
      input.value = year.value = "";
      wish({ q: "", year: "" });
      input.focus(); // since the button is gone
    });
    addEventListener("popstate", () => adopt(location.search));

    list.dataset.enReady = ""; // a class would have a theme look at each element in it
    if (WISHES.some((name) => new URLSearchParams(location.search).has(prefix + name))) {
      adopt(location.search);
    } else {
      for (const name of WISHES) state[name] = "";
    }
  };

  /* a page */

  const lists = [...document.querySelectorAll(".en-list:is([data-en-words], [data-en-index])")];
  lists.forEach((list, number) => {
    if (list.matches("[data-en-index]:has(.en-entry, .en-names > li)")) enhance(list, number);
  });

  // What moved to another page has left its anchor behind.
  const follow = () => {
    const target = document.getElementById(location.hash.slice(1));
    // an anchor of another name that it has is a span beside the link to it
    const beside = target?.matches("li > span") && target.parentElement.querySelector(":scope > a");
    const moved = (beside || target)?.closest("[data-en-moved]");
    if (!moved) return;
    location.replace(new URL(moved.dataset.enMoved || moved.getAttribute("href"), document.baseURI));
  };
  addEventListener("hashchange", follow);
  follow();
})();
