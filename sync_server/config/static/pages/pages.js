// What the pages of accounts do in the browser; without it they work, but for security keys.
(function () {
  "use strict";

  function refusesCookies() {
    document.cookie = "cor_try=1; path=/accounts/; SameSite=Lax";
    const refused = !document.cookie.includes("cor_try=1");
    document.cookie = "cor_try=; path=/accounts/; Max-Age=0; SameSite=Lax";
    return refused;
  }

  // A form that cannot work is not shown, before anybody types a password into it.
  if (refusesCookies()) {
    document.getElementById("needs-cookies").hidden = true;
    document.getElementById("cookies-refused").hidden = false;
  }

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  // What allauth's script tells when a security key was not shown.
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    document.getElementById("no-key").hidden = false;
  });
})();
