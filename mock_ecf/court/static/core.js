/* The menu bar: fly-outs from menu.pl under its items, and what Help and Search open. */
"use strict";

const CMECF = {
  MainMenu: {
    showHelpPage: function () {
      location.assign("/cgi-bin/not-built.pl?item=help");
    },
    searchPrompt: function () {
      location.assign("/cgi-bin/not-built.pl?item=search");
    },
  },
};

(function () {
  // A fly-out waits a moment, so that a click on its item is not in its shadow.
  const DELAY = 300;
  const bar = document.getElementById("topmenu");
  if (!bar) {
    return;
  }

  function close(except) {
    bar.querySelectorAll(".yuimenu").forEach(function (menu) {
      if (menu !== except) {
        menu.hidden = true;
      }
    });
  }

  function open(menu) {
    close(menu);
    menu.hidden = false;
    menu.style.left = "0";
    const over = menu.getBoundingClientRect().right - document.documentElement.clientWidth;
    if (over > 0) {
      menu.style.left = -over + "px";
    }
  }

  function attach(menu) {
    const label = bar.querySelector('a[data-menu="' + menu.dataset.for + '"]');
    if (!label) {
      return;
    }
    const item = label.parentElement;
    let waiting = 0;
    item.appendChild(menu);
    label.setAttribute("aria-haspopup", "true");
    item.addEventListener("mousemove", function (event) {
      // Browsers report a resting pointer on every new page: only a moving one opens a menu.
      const moved = event.movementX !== 0 || event.movementY !== 0;
      if (moved && menu.hidden && !waiting) {
        waiting = setTimeout(function () {
          waiting = 0;
          open(menu);
        }, DELAY);
      }
    });
    item.addEventListener("mouseleave", function () {
      clearTimeout(waiting);
      waiting = 0;
      menu.hidden = true;
    });
    label.addEventListener("click", function () {
      clearTimeout(waiting);
      waiting = 0;
    });
    item.addEventListener("keydown", function (event) {
      if (event.key === "ArrowDown" && menu.hidden) {
        event.preventDefault();
        open(menu);
        menu.querySelector("a").focus();
      } else if (event.key === "Escape") {
        menu.hidden = true;
        label.focus();
      }
    });
    item.addEventListener("focusout", function (event) {
      if (!item.contains(event.relatedTarget)) {
        menu.hidden = true;
      }
    });
  }

  fetch(bar.dataset.menus, { credentials: "same-origin" })
    .then(function (response) {
      return response.ok ? response.text() : "";
    })
    .then(function (html) {
      const parsed = new DOMParser().parseFromString(html, "text/html");
      parsed.querySelectorAll(".yuimenu").forEach(attach);
    })
    .catch(function () {
      // Without fly-outs the items of the bar still lead to their pages.
    });
})();
