// Search within a copy of the guide: no network, opened from a folder. Counts as domain/procedures/guide/offline.py.
(function () {
  var MOST = 5, MOST_WORDS = 120;
  var form = document.getElementById("tim"), list = document.getElementById("thay"), said = document.getElementById("noi");
  var marks = {}, words = {}, meanings = [], found = {}, head = null, waiting = 0;

  window.viDanDau = function (given) { head = given; };
  window.viDanTen = function (given) { take(given, found); };
  window.viDanPhan = function (given) { take(given, marks); };
  window.viDanLoi = function (given) { take(given, words); };
  window.viDanNghia = function (given) { meanings = meanings.concat(given); };

  function take(given, into) {
    for (var name in given) into[name] = given[name];
  }

  function fold(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
  }

  // As domain/procedures/guide/words.sound: one spelling for what is heard alike.
  function heard(word) {
    return word.replace(/^(?:gi(?=\p{L})|r)/u, "d").replace(/^s/, "x").replace(/^tr/, "ch").replace(/^ngh/, "ng")
      .replace(/^gh/, "g").replace(/^[kq](?!h)/, "c").replace(/y$/, "i");
  }

  function wordsOf(question) {
    var typed = question.slice(0, 900).normalize("NFC").match(/[\p{L}\p{M}\p{N}]+/gu) || [], read = [];
    typed.slice(0, MOST_WORDS).forEach(function (word) {
      var lower = word.toLowerCase();
      (Object.prototype.hasOwnProperty.call(words, lower) ? words[lower] : [lower]).forEach(function (one) {
        read.push({ bare: fold(one), toned: one });
      });
    });
    return read;
  }

  function marksOf(words) {
    var found = {}, line = " " + words.map(function (word) { return word.bare; }).join(" ") + " ", names = [];
    words.forEach(function (word, place) {
      if (!/^\d{1,2}$/.test(word.bare)) found[word.bare] = 1;
      if (word.toned !== word.bare) found["^" + heard(word.toned)] = 1;
      if (place) found[heard(words[place - 1].bare) + "_" + heard(word.bare)] = 1;
    });
    meanings.forEach(function (one) {
      if (line.indexOf(" " + one[0] + " ") >= 0 && names.indexOf("~" + one[1]) < 0) names.push("~" + one[1]);
    });
    names.sort(function (a, b) { return a < b ? -1 : a > b ? 1 : 0; }).forEach(function (name, place) {
      found[name] = 1;
      names.slice(place + 1).forEach(function (other) { found[name + other] = 1; });
    });
    return Object.keys(found);
  }

  function rank(question) {
    var known = marksOf(wordsOf(question)).filter(function (mark) {
      return Object.prototype.hasOwnProperty.call(marks, mark);
    });
    var whole = 0, scores = {};
    known.forEach(function (mark) {
      var line = marks[mark];
      whole += line[0] * line[0];
      for (var at = 1; at < line.length; at += 2) scores[line[at]] = (scores[line[at]] || 0) + line[0] * line[at + 1];
    });
    whole = Math.sqrt(whole) * head.strong * head.faint;
    return Object.keys(scores).filter(function (place) { return scores[place] >= whole; }).sort(function (a, b) {
      return scores[b] - scores[a] || a - b;
    }).slice(0, MOST);
  }

  function show(question) {
    var places = rank(question);
    list.replaceChildren();
    said.textContent = places.length ? "Có phải ông/bà cần:" : "Chưa thấy. Xin thử lời khác, xem danh sách ở dưới, hoặc gọi " + head.phone + ".";
    places.forEach(function (place) {
      var told = found[place], item = document.createElement("li"), name = document.createElement(told[1] ? "a" : "b");
      name.textContent = told[0];
      if (told[1]) name.href = told[1];
      item.append(name);
      if (told[2]) item.append(document.createElement("br"), told[2]);
      list.append(item);
    });
  }

  function load(name, then) {
    var script = document.createElement("script");
    script.src = name;
    script.onload = then;
    script.onerror = function () { said.textContent = "Thư mục này thiếu tệp " + name + "."; };
    document.head.append(script);
  }

  function ready(then) {
    if (waiting < 0) return then();
    if (waiting) return;
    waiting = 1;
    said.textContent = "Đang mở…";
    load("tim-0.js", function () {
      waiting = head.parts;
      for (var part = 1; part <= head.parts; part++) load("tim-" + part + ".js", function () {
        waiting -= 1;
        if (!waiting) { waiting = -1; then(); }
      });
    });
  }

  form.hidden = false;
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var question = form.elements.q.value;
    ready(function () { show(question); });
  });
})();
