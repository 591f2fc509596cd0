/* Posts PACER's sign-in page by script and puts the parts of the answer into the page. */
"use strict";

(function () {
  function post(form, button) {
    const body = new URLSearchParams(new FormData(form));
    body.set("jakarta.faces.partial.ajax", "true");
    body.set("jakarta.faces.source", button.id);
    body.set("jakarta.faces.partial.execute", "@all");
    body.set("jakarta.faces.partial.render", "pscLoginPanel loginForm secondFactor redactionConfirmation popupMsgId");
    body.set(button.id, button.id);
    button.disabled = true;
    fetch(form.action, {
      method: "POST",
      body: body,
      credentials: "same-origin",
      headers: { "Faces-Request": "partial/ajax", "X-Requested-With": "XMLHttpRequest" },
    })
      .then(function (response) {
        if (!response.ok) {
          throw new Error("status " + response.status);
        }
        return response.text();
      })
      .then(function (text) {
        take(new DOMParser().parseFromString(text, "text/xml"));
      })
      .catch(function () {
        // Let the browser show what the server says to a plain post.
        button.disabled = false;
        form.dataset.plain = "true";
        form.requestSubmit(button);
      });
  }

  function take(answer) {
    const redirect = answer.querySelector("redirect");
    if (redirect) {
      location.assign(redirect.getAttribute("url"));
      return;
    }
    answer.querySelectorAll("update").forEach(function (update) {
      const old = document.getElementById(update.getAttribute("id"));
      if (old) {
        old.outerHTML = update.textContent;
      }
    });
    const first = [
      "#regmsg input[type=checkbox]",
      "#secondFactor input[type=text], #secondFactor .primary",
      "[aria-invalid=true]",
      "#loginForm\\:loginName",
    ].map(function (selector) { return document.querySelector(selector); }).find(Boolean);
    if (first) {
      first.focus();
    }
  }

  function clear(form) {
    // Not a reset: that would bring back the user name with which the page came after an error.
    form.querySelectorAll("input:not([type=hidden])").forEach(function (field) {
      field.value = "";
      field.removeAttribute("aria-invalid");
      field.removeAttribute("aria-describedby");
    });
    form.querySelectorAll("[role=alert]").forEach(function (message) {
      message.remove();
    });
  }

  document.addEventListener("submit", function (event) {
    const button = event.submitter;
    if (!button || event.target.dataset.plain) {
      return;
    }
    event.preventDefault();
    if (button.id === "loginForm:fbtnClear") {
      clear(event.target);
      return;
    }
    if (button.getAttribute("aria-disabled") !== "true") {
      post(event.target, button);
    }
  });

  document.addEventListener("change", function (event) {
    if (event.target.id === "regmsg:chkRedact_input") {
      const button = document.getElementById("regmsg:bpmConfirm");
      button.setAttribute("aria-disabled", String(!event.target.checked));
    }
  });
})();
